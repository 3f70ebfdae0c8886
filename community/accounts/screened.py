"""What people say of themselves, looked at before it appears: bios and names."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from community.accounts.models import User
from community.accounts.profiles import set_bio
from community.errors import Refused
from community.screening.cases import wait_for_look, wait_no_more
from community.screening.pipeline import screen
from community.screening.queries import current_policy
from community.screening.record import record_of
from community.screening.verdicts import HINTED, HOLD, REFUSE, STATUSES, Draft, Record, Verdict
from community.text.language import detect
from community.text.plain import clean_text

WORD_OF_A_NAME = _l("This name holds a word that cannot be said here. Choose another one, please.")


def change_bio(user: User, bio: str, language: str = "") -> bool:
    """Keep a new bio, or let it wait for a moderator while the old one stays; return whether it waits.

    Raises Refused, at the field, for one that cannot be said here, Barred (403) for somebody who may not
    write for now. To take one's words back is always possible.
    """
    bio = clean_text(bio)
    if user.bio_held and bio == user.bio_held:
        return True
    if bio and bio != user.bio and _is_held(user, bio, language):
        return True
    set_bio(user, bio, language)
    if user.bio_held:
        user.bio_held = ""
        if not _asks_for_look(_verdict_on_name(user.username)):
            wait_no_more(user_id=user.id)
    return False


def _is_held(user: User, bio: str, language: str) -> bool:
    verdict = _verdict("bio", bio, language or detect(bio, user.language), record_of(user))
    if verdict.outcome == REFUSE:
        raise STATUSES.get(verdict.check, Refused)(verdict.reason, "bio")
    if verdict.outcome != HOLD:
        return False
    user.bio_held = bio
    _wait(user, verdict.check)
    return True


def wait_again(user: User, before: Mapping[str, Any]) -> None:
    """Let wait what waited before a decision, where its owner has not said something new since."""
    words, check = before.get("bio_held", ""), before.get("held_by", "")
    if not check or (words and (user.bio_held or user.bio not in (words, before["bio"]))):
        return
    if words and user.bio != before["bio"]:
        set_bio(user, before["bio"], before["bio_language"])
    user.bio_held = words or user.bio_held
    _wait(user, check)


def check_name(name: str) -> Verdict:
    """Return what the rules say of a name. Raises Refused for one that they block."""
    verdict = _verdict_on_name(name)
    if verdict.outcome == REFUSE:
        raise Refused(WORD_OF_A_NAME, "username")
    return verdict


def look_at_name(user: User, verdict: Verdict) -> None:
    """Ask a moderator to look at a new account whose name a rule holds or marks."""
    if _asks_for_look(verdict):
        _wait(user, "words")


def _verdict_on_name(name: str) -> Verdict:
    return _verdict("name", name, detect(name), Record(is_newcomer=True))


def _asks_for_look(verdict: Verdict) -> bool:
    return verdict.outcome == HOLD or bool(verdict.marks)


def _wait(user: User, check: str) -> None:
    wait_for_look(
        user_id=user.id,
        author_id=user.id,
        under_id=None,
        language=user.bio_language,
        held_by=check,
    )


def _verdict(kind: str, body: str, language: str, record: Record) -> Verdict:
    draft = Draft(kind=kind, body=body, language=language, hinted=HINTED)
    return screen(draft, record, current_policy())
