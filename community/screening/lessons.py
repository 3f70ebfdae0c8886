"""What decisions teach the spam score."""

from sqlalchemy import delete, exists, insert, select

from community.database import change, now
from community.extensions import db
from community.screening.actions import raise_version
from community.screening.models import SpamLesson
from community.screening.queries import SPAM_VERSION

MAX_CHARACTERS = 3_000


def learn(decision_id: int, words: str, *, is_spam: bool) -> None:
    """Take a decision as a lesson. Twice is harmless."""
    known = select(exists().where(SpamLesson.decision_id == decision_id))
    if db.session.scalar(known):
        return
    lesson = {"decision_id": decision_id, "is_spam": is_spam, "words": words[:MAX_CHARACTERS]}
    db.session.execute(insert(SpamLesson).values(**lesson, created_at=now()))
    raise_version(SPAM_VERSION)


def unlearn(decision_id: int) -> None:
    """Forget what a decision taught. Twice is harmless."""
    lesson = delete(SpamLesson).where(SpamLesson.decision_id == decision_id)
    if change(lesson, synchronize_session=False):
        raise_version(SPAM_VERSION)
