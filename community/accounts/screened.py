"""What people say of themselves, looked at before it appears: bios and names."""

from flask_babel import lazy_gettext as _l

from community.accounts.models import User
from community.accounts.profiles import set_bio
from community.errors import Refused
from community.screening.cases import close_case, wait_for_look
from community.screening.pipeline import screen
from community.screening.queries import current_policy
from community.screening.record import record_of
from community.screening.verdicts import HINTED, HOLD, REFUSE, Draft, Record, Verdict
from community.text.language import detect
from community.text.plain import clean_text

WORD_OF_A_NAME = _l("This name holds a word that cannot be said here. Choose another one, please.")


def change_bio(user: User, bio: str, language: str = "") -> bool:
    """Keep a new bio, or let it wait for a moderator while the old one stays; return whether it waits.

    Raises Refused, at the field, for one that cannot be said here.
    """
    bio = clean_text(bio)
    if bio == (user.bio_held or user.bio):
        if not user.bio_held:
            set_bio(user, bio, language)
        return bool(user.bio_held)
    verdict = _verdict("bio", bio, language or detect(bio, user.language), record_of(user))
    if verdict.outcome == REFUSE:
        raise Refused(verdict.reason, "bio")
    if verdict.outcome == HOLD:
        user.bio_held = bio
        _wait(user, verdict.check)
        return True
    set_bio(user, bio, language)
    if user.bio_held:
        user.bio_held = ""
        close_case(user_id=user.id)
    return False


def check_name(name: str) -> Verdict:
    """Return what the rules say of a name. Raises Refused for one that they block."""
    verdict = _verdict("name", name, detect(name), Record(is_newcomer=True))
    if verdict.outcome == REFUSE:
        raise Refused(WORD_OF_A_NAME, "username")
    return verdict


def look_at_name(user: User, verdict: Verdict) -> None:
    """Ask a moderator to look at a new account whose name a rule holds or marks."""
    if verdict.outcome == HOLD or verdict.marks:
        _wait(user, "words")


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
