"""What people find in their letters, and what the site has noted about them."""

import re
from email.message import EmailMessage
from urllib.parse import urlsplit

from sqlalchemy import select

from community.accounts.models import SecurityEvent, User
from community.extensions import db


def words_of(letter: EmailMessage) -> str:
    """Return the plain part of a letter."""
    body = letter.get_body(("plain",))
    assert body
    return body.get_content()


def link_in(letter: EmailMessage) -> str:
    """Return where the first link of a letter leads, on the site itself."""
    found = re.search(r"https?://\S+", words_of(letter))
    assert found, words_of(letter)
    return urlsplit(found[0]).path


def account_of(username: str) -> User:
    return db.session.scalars(select(User).where(User.username == username)).one()


def has_account(email: str) -> bool:
    return db.session.scalar(select(User).where(User.email == email)) is not None


def events_of(user_id: int | None) -> list[str]:
    """Return the kinds of events noted for an account, in order; those of nobody for None."""
    noted = select(SecurityEvent.kind).where(SecurityEvent.user_id == user_id)
    return list(db.session.scalars(noted.order_by(SecurityEvent.id)))
