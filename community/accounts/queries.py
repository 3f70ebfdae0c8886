"""Reads of accounts."""

from sqlalchemy import exists, select

from community.accounts.models import User
from community.extensions import db


def has_demo_accounts() -> bool:
    """Tell whether an account of the demo community is left, whose password everyone knows."""
    return bool(db.session.scalar(select(exists().where(User.is_demo))))
