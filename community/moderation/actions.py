"""Decisions about words: approve, hold, remove; and taking one's own back."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from community.accounts import profiles
from community.accounts.models import User
from community.articles import publishing as articles
from community.articles.models import Article
from community.comments import states as comments
from community.comments.models import Comment
from community.database import now
from community.errors import Conflict, Forbidden, Refused
from community.extensions import db
from community.moderation.answers import OUTCOME_OF_REPORTS, about, answer, close
from community.moderation.legal import answer_notices
from community.moderation.models import Decision, Report
from community.moderation.queries import latest_decision, open_reports, subject_of
from community.moderation.record import record, words_of
from community.moderation.reports import REASON_NEEDED
from community.moderation.rules import RULES
from community.moderation.teaching import teach
from community.moderation.turning import taken_back, turn_answers
from community.permissions import may
from community.screening.cases import drop_reports
from community.screening.models import Case
from community.screening.queries import current_policy

# Without a word of what was seen, so recent a decision by somebody else was not.
JUST_NOW = timedelta(minutes=10)


class SomeoneWasFirst(Conflict):
    """Another moderator has decided meanwhile, or is about to; `who` is that person."""

    def __init__(self, message: Any, who: User | None) -> None:
        super().__init__(message)
        self.who = who


def decide(
    thing: Any,
    *,
    by: User,
    outcome: str,
    rule: str = "",
    note: str = "",
    version: int | None = None,
    seen: int | None = None,
    batch: str = "",
) -> Decision | None:
    """Decide about a thing, answer the reports on it, and write the record.

    `version` is that of the words that were read: others wait until somebody has read them. `seen` is
    the last decision that the moderator knew of, 0 for none. What is decided at one stroke has one
    `batch`, and can be undone together.

    Returns None where nothing is left to decide: it stands so already and nobody has asked.
    Raises Refused (422) for a removal without a rule, Forbidden (403) for one's own words or report,
    Conflict (409) if it was deleted or changed meanwhile, or another moderator was first.
    """
    # Of two moderators at once the second finds it decided.
    db.session.refresh(thing, with_for_update={"of": type(thing)})
    if version not in (None, getattr(thing, "version", version)):
        raise Conflict(_l("This was changed since you opened it."))
    reports, case = open_reports(thing), _case_of(thing)
    _check(thing, by, outcome, rule, reports)
    last = check_first(thing, by, seen, case)
    if _stands_so(thing, outcome) and not reports and case is None:
        return None
    words, before = words_of(thing), as_it_stands(thing, case)
    about_id, turned = taken_back(thing, last) if outcome == "approve" else (None, {})
    asked: dict[str, Any] = {"outcome": outcome, "rule": rule, "note": note, "batch": batch}
    decision = record(
        thing,
        by=by,
        **asked,
        report_count=len(reports),
        details=before | ({"turned": turned} if turned else {}),
        waited_since=case.opened_at if case else None,
        about_id=about_id,
    )
    _carry_out(thing, outcome, rule)
    _answer_all(thing, reports, decision, words)
    return decision


def _answer_all(thing: Any, reports: list[Report], decision: Decision, words: str) -> None:
    """Answer reports and notices, close the case and teach the spam score; a hold decides nothing yet."""
    if decision.outcome not in OUTCOME_OF_REPORTS:
        return
    answer(thing, reports, decision)
    answer_notices(subject_of(thing), thing.id, decision)
    turn_answers(decision)
    drop_reports(**about(thing))
    if isinstance(thing, User):
        close(thing)
    teach(decision, words)


def check_first(
    thing: Any, by: User, seen: int | None, case: Case | None = None
) -> Decision | None:
    """Return the last decision. Raises SomeoneWasFirst if that is another's and new, or the case is."""
    last = latest_decision(thing)
    if last is not None and last.by_id not in (None, by.id):
        is_new = last.created_at > now() - JUST_NOW if seen is None else last.id != seen
        if is_new:
            raise SomeoneWasFirst(_l("Another moderator has decided this meanwhile."), last.by)
    if case is not None and is_claimed_by_another(case, by):
        who = db.session.get(User, case.claimed_by_id)
        raise SomeoneWasFirst(_l("Another moderator is at work on this."), who)
    return last


def is_claimed_by_another(case: Any, by: User) -> bool:
    """Tell whether somebody else has taken a case, not too long ago."""
    if case.claimed_by_id in (None, by.id) or case.claimed_at is None:
        return False
    return bool(case.claimed_at > now() - timedelta(minutes=current_policy().claim_minutes))


def as_it_stands(thing: Any, case: Case | None) -> dict[str, Any]:
    """Return what it takes to undo a decision about a thing, with what its case was opened for."""
    profile = ("bio", "bio_language", "bio_held", "face_key", "cover_key")
    names = profile if isinstance(thing, User) else ("state", "held_by")
    kept: dict[str, Any] = {name: getattr(thing, name) for name in names}
    if isinstance(thing, User):
        kept |= {"held_by": case.held_by if case else ""}
    if isinstance(thing, Comment):
        kept |= {"rule": thing.removed_rule, "was_published": thing.was_published}
    return kept


def check_may_decide(thing: Any, by: User) -> None:
    """Raise Forbidden, with the reason, for one's own words and for those of an admin."""
    if may(by, "decision.make", thing):
        return
    if by.id == (thing.id if isinstance(thing, User) else thing.author_id):
        raise Forbidden(_l("These are your own words, so somebody else decides."))
    raise Forbidden(_l("These words are an admin’s, so another admin decides."))


def _check(thing: Any, by: User, outcome: str, rule: str, reports: list[Report]) -> None:
    check_may_decide(thing, by)
    if any(report.reporter_id == by.id for report in reports):
        raise Forbidden(_l("You reported this yourself, so somebody else decides about it."))
    if getattr(thing, "state", "") == "deleted":
        raise Conflict(_l("The author has deleted it meanwhile. There is nothing left to decide."))
    if outcome == "hold" and not isinstance(thing, Comment):
        raise Refused(_l("Only comments can be held."), "decision")
    if rule and rule not in RULES or outcome == "remove" and not rule:
        raise Refused(REASON_NEEDED, "rule")


def _stands_so(thing: Any, outcome: str) -> bool:
    if isinstance(thing, User):
        is_empty = not (thing.bio or thing.bio_held or thing.face_key or thing.cover_key)
        return outcome == "approve" or is_empty
    wanted = {"approve": "published", "hold": "held", "remove": "removed"}[outcome]
    return bool(thing.state == wanted)


def _carry_out(thing: Any, outcome: str, rule: str) -> None:
    if isinstance(thing, Comment):
        if outcome == "approve":
            comments.approve(thing)
        elif outcome == "hold":
            comments.hold(thing, check="moderator")
        else:
            comments.remove(thing, rule=rule)
    elif isinstance(thing, Article):
        if outcome == "approve":
            articles.release(thing)
        else:
            articles.take_down(thing)
    elif outcome == "remove":
        profiles.take_down(thing)
    else:
        profiles.release(thing)


def _case_of(thing: Any) -> Case | None:
    return db.session.scalar(select(Case).filter_by(**about(thing)))
