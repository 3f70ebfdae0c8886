"""The notes that one shift leaves to the next."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from community.accounts.models import User
from community.database import now
from community.errors import NotFound
from community.extensions import db
from community.moderation.desk_models import Handover
from community.moderation.shifts import one_after_the_other
from community.text.language import detect

MAX_HANDOVER_CHARACTERS = 2_000
HANDOVERS_SHOWN = 20
DONE_SHOWN = 5


def write_handover(text: str, *, by: User) -> Handover:
    """Leave a note to whoever comes next. The same note twice is one as long as it is open."""
    one_after_the_other(by)
    same = (Handover.by_id == by.id, Handover.text == text, Handover.done_at.is_(None))
    if first := db.session.scalar(select(Handover).where(*same)):
        return first
    made = Handover(by_id=by.id, text=text, language=detect(text, by.language))
    db.session.add(made)
    db.session.flush()
    return made


def set_done(handover_id: int, is_done: bool) -> None:
    """Mark a note as done, or as open again. Raises NotFound (404)."""
    handover = db.session.get(Handover, handover_id)
    if handover is None:
        raise NotFound
    handover.done_at = (handover.done_at or now()) if is_done else None
    db.session.flush()


def open_handovers(limit: int = HANDOVERS_SHOWN) -> Sequence[Any]:
    """Return the notes that nobody has marked as done, the latest first, with their writers."""
    notes = _handovers().where(Handover.done_at.is_(None)).order_by(Handover.id.desc())
    return db.session.execute(notes.limit(limit)).all()


def done_handovers(limit: int = DONE_SHOWN) -> Sequence[Any]:
    """Return the notes that were done last."""
    notes = _handovers().where(Handover.done_at.is_not(None))
    return db.session.execute(notes.order_by(Handover.done_at.desc()).limit(limit)).all()


def _handovers() -> Any:
    return select(
        Handover.id,
        Handover.text,
        Handover.language,
        Handover.created_at,
        Handover.done_at,
        User.username,
        User.face_key,
    ).outerjoin(User, User.id == Handover.by_id)
