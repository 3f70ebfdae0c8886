"""Claims: a moderator says which case they are at, so that two do not read the same one."""

from sqlalchemy import or_, update

from community.accounts.models import User
from community.database import change, now
from community.extensions import db
from community.moderation.actions import is_claimed_by_another
from community.screening.cases import UNCLAIMED, UNSEEN
from community.screening.models import Case


def claim(subject: dict[str, int], *, by: User, claimed: bool) -> User | None:
    """Take a case, or give it back; return who else is at it, None if it was free. Twice is harmless.

    Who goes on to another case has left the one before: nobody holds two.
    """
    case = db.session.query(Case).filter_by(**subject).first()
    if case is not None and is_claimed_by_another(case, by):
        return db.session.get(User, case.claimed_by_id)
    if claimed:
        change(update(Case).where(Case.claimed_by_id == by.id).values(UNCLAIMED), **UNSEEN)
    if case is not None:
        values = {"claimed_by_id": by.id, "claimed_at": now()} if claimed else UNCLAIMED
        is_free = or_(Case.claimed_by_id.is_(None), Case.claimed_by_id == case.claimed_by_id)
        change(update(Case).where(Case.id == case.id, is_free).values(**values), **UNSEEN)
    return None
