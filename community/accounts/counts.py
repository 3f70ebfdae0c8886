"""The counters that stand on accounts, changed in the database and never read first."""

from sqlalchemy import update

from community.accounts.models import User
from community.database import change


def count_approved(user_id: int, step: int) -> None:
    """Count what a person wrote that others see for the first time (1), or take that back (-1)."""
    counted = update(User).where(User.id == user_id)
    values = {"approved_comment_count": User.approved_comment_count + step}
    change(counted.values(**values), synchronize_session=False)
