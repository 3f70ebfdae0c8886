"""Claims: a moderator says which case they are at, so that two do not read the same one."""

from typing import Any

from sqlalchemy import or_, update

from community.accounts.models import User
from community.database import change, now
from community.extensions import db
from community.moderation.actions import is_claimed_by_another
from community.screening.models import Case

UNSEEN = {"synchronize_session": False}


def claim(subject: dict[str, int], *, by: User, claimed: bool) -> bool:
    """Take a case, or give it back; return whether it is not somebody else's. Twice is harmless."""
    case = db.session.query(Case).filter_by(**subject).first()
    if case is None:
        return True
    if is_claimed_by_another(case, by):
        return False
    values: dict[str, Any] = {"claimed_by_id": by.id, "claimed_at": now()}
    if not claimed:
        values = {"claimed_by_id": None, "claimed_at": None}
    mine = or_(Case.claimed_by_id.is_(None), Case.claimed_by_id == case.claimed_by_id)
    change(update(Case).where(Case.id == case.id, mine).values(**values), **UNSEEN)
    return True
