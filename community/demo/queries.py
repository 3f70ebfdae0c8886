"""Reads of the demo community."""

from sqlalchemy import select

from community.accounts.models import User
from community.accounts.queries import has_demo_accounts
from community.extensions import db

DEMO_PASSWORD = "tea-and-cats-2025"
SHOWN = {"reader": "tom", "author": "wen", "moderator": "lin", "admin": "ada"}


def is_laid_out() -> bool:
    """Tell whether the demo community is here, as a whole or what visitors have left of it."""
    return has_demo_accounts()


def sign_in_hints() -> list[str]:
    """Return a line for each role: who may sign in, and with which password. Empty without demo."""
    people = db.session.execute(
        select(User.username, User.role).where(User.is_demo).order_by(User.id)
    ).all()
    lines = []
    for role, name in SHOWN.items():
        same_role = [row.username for row in people if row.role == role]
        own = [one for one in same_role if one == name or one.startswith(f"{name}_")]
        if found := own or same_role:
            lines.append(f"{role:<9}  {found[0]:<6}  {DEMO_PASSWORD}")
    return lines
