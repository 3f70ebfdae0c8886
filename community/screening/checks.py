"""The checks that need no more than a draft, its writer's record and the policy."""

from datetime import datetime, timedelta

from community.database import now
from community.screening.policy import Policy
from community.screening.reasons import moment_text
from community.screening.verdicts import HOLD, PUBLISH, REFUSE, Draft, Record, Verdict
from community.text.folding import fold
from community.text.scripts import is_cjk

MAX_CHARACTERS = 10_000
# A text shorter than this is a greeting; to say it twice is no repeat, to say it three times is.
GREETING_WIDTH = 8
# Fewer say nothing about a person.
ENOUGH_SAID = 3
# Nobody types so fast; what is shorter may have been on their mind.
CHARACTERS_PER_SECOND = 25
TYPED_FROM_CHARACTERS = 40


def length(draft: Draft, _record: Record, _policy: Policy) -> Verdict | None:
    return Verdict(REFUSE, "length") if len(draft.body) > MAX_CHARACTERS else None


def closed(draft: Draft, _record: Record, _policy: Policy) -> Verdict | None:
    return Verdict(REFUSE, "closed") if draft.mode == "closed" and not draft.is_change else None


def sanctioned(_draft: Draft, record: Record, _policy: Policy) -> Verdict | None:
    """Refuse what a muted, suspended or banned person writes, or one who has not read a warning."""
    if not record.sanction:
        return None
    details = {
        "sanction": record.sanction,
        "until": moment_text(record.until),
        "decision_id": record.sanction_id,
    }
    return Verdict(HOLD if record.sanction == "hold" else REFUSE, "sanctioned", details)


def pace(draft: Draft, record: Record, policy: Policy) -> Verdict | None:
    """Refuse what comes too soon after the last: anywhere (a flood), or in a thread in slow mode."""
    if draft.is_change or not record.said:
        return None
    flood = _pause(draft, record, policy) if draft.is_limited else 0
    here = next((one for one in record.said if one.place_id == draft.place_id), None)
    slow = 0 if record.is_staff or here is None else _left(here.at, draft.slow_seconds)
    seconds = max(slow, _left(record.said[0].at, flood))
    return (
        Verdict(REFUSE, "pace", {"seconds": seconds, "is_slow": slow == seconds})
        if seconds
        else None
    )


def _pause(draft: Draft, record: Record, policy: Policy) -> int:
    """Return the seconds that have to lie between two things of one person."""
    if draft.kind == "note":
        return policy.note_seconds
    return policy.flood_seconds_of_newcomers if record.is_newcomer else policy.flood_seconds


def staff(_draft: Draft, record: Record, _policy: Policy) -> Verdict | None:
    """Let moderators speak: what follows is not meant for them."""
    return Verdict(PUBLISH) if record.is_staff else None


def repeat(draft: Draft, record: Record, policy: Policy) -> Verdict | None:
    """Hold the same words said again within minutes; short ones from the third time on."""
    if draft.is_change:
        return None
    since = now() - timedelta(minutes=policy.repeat_minutes)
    recent = [one for one in record.said if one.body and one.at > since and one.state != "deleted"]
    if not recent:
        return None
    words = fold(draft.body)
    times = sum(fold(one.body) == words for one in recent)
    allowed = 1 if _width(words) < GREETING_WIDTH else 0
    return Verdict(HOLD, "repeat", {"times": times}) if times > allowed else None


def links(draft: Draft, record: Record, policy: Policy) -> Verdict | None:
    is_new = record.is_newcomer or record.is_first_day
    limit = policy.links_of_newcomers if is_new else policy.links
    if draft.is_host or not limit or draft.link_count < limit:
        return None
    return Verdict(HOLD, "links", {"links": draft.link_count, "limit": limit})


def new_account(draft: Draft, record: Record, policy: Policy) -> Verdict | None:
    """Keep the first day small: so many comments or notes, and in a comment so few people called."""
    if not record.is_first_day or draft.is_change:
        return None
    day_ago = now() - timedelta(days=1)
    said = sum(one.at > day_ago for one in record.said)
    is_note = draft.kind == "note"
    most = policy.notes_on_first_day if is_note else policy.comments_on_first_day
    if draft.is_limited and said >= most:
        seconds = int((timedelta(days=1) - record.age).total_seconds())
        return Verdict(REFUSE, "new_account", {"seconds": max(1, seconds), "is_note": is_note})
    # A note calls nobody.
    if not is_note and draft.mention_count > policy.mentions_on_first_day:
        return Verdict(HOLD, "new_account", {"mentions": draft.mention_count})
    return None


def rejections(_draft: Draft, record: Record, policy: Policy) -> Verdict | None:
    """Hold what is written by someone of whose recent words many were removed."""
    since = now() - timedelta(days=policy.rejection_days)
    judged = [
        one for one in record.said if one.at > since and one.state in ("published", "removed")
    ]
    removed = sum(one.state == "removed" for one in judged)
    if len(judged) < ENOUGH_SAID or removed * 100 < policy.rejection_percent * len(judged):
        return None
    return Verdict(HOLD, "rejections", {"removed": removed, "said": len(judged)})


def typing(draft: Draft, record: Record, _policy: Policy) -> Verdict | None:
    """Hold what a newcomer's form brought faster than a person types."""
    if draft.typed_seconds is None or not record.is_newcomer:
        return None
    characters = len(draft.body)
    if (
        characters < TYPED_FROM_CHARACTERS
        or draft.typed_seconds * CHARACTERS_PER_SECOND >= characters
    ):
        return None
    return Verdict(HOLD, "typing", {"seconds": round(draft.typed_seconds, 1)})


def first_words(draft: Draft, record: Record, policy: Policy) -> Verdict | None:
    """Hold what a newcomer writes, until enough of it has been approved."""
    mode = draft.mode or policy.mode
    return Verdict(HOLD, "newcomers") if record.is_newcomer and mode == "newcomers" else None


def everything(draft: Draft, _record: Record, policy: Policy) -> Verdict | None:
    return Verdict(HOLD, "mode") if (draft.mode or policy.mode) == "all" else None


def _left(at: datetime, seconds: int) -> int:
    """Return how many whole seconds are left of a time since a moment."""
    left = seconds - (now() - at).total_seconds() if seconds else 0
    return max(0, -int(-left // 1))


def _width(text: str) -> int:
    """Measure a text in letters: a Han character says as much as two."""
    return sum(2 if is_cjk(char) else 1 for char in text if char.isalnum())
