"""The links in letters: random, short-lived, used once; the database holds their SHA-256."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update

from community.accounts.models import AccountToken, User
from community.database import now
from community.errors import NotFound
from community.extensions import db
from community.sessions import hash_token

LIFETIMES = {
    "confirm": timedelta(hours=48),
    "address": timedelta(hours=48),
    "reset": timedelta(hours=2),
}


class LinkOver(NotFound):
    """The link was used, is too old, or never was one of ours."""


def issue(user: User, purpose: str, email: str) -> str:
    """Return a new token for a letter to this address; those of anyone whose time is over go."""
    token = secrets.token_urlsafe(32)
    db.session.execute(delete(AccountToken).where(AccountToken.expires_at < now()))
    db.session.add(
        AccountToken(
            user_id=user.id,
            token_hash=hash_token(token),
            purpose=purpose,
            email=email,
            expires_at=now() + LIFETIMES[purpose],
        )
    )
    db.session.flush()
    return token


def find(token: str, *purposes: str) -> AccountToken:
    """Return a token that can still be used. Raises LinkOver (404) for any other."""
    found = db.session.scalar(
        select(AccountToken).where(
            AccountToken.token_hash == hash_token(token),
            AccountToken.purpose.in_(purposes),
            AccountToken.used_at.is_(None),
            AccountToken.expires_at > now(),
        )
    )
    if found is None:
        raise LinkOver
    return found


def take(token: str, *purposes: str) -> AccountToken:
    """Use a token up; of two who do so at once, one gets it. Raises LinkOver (404)."""
    found = find(token, *purposes)
    is_free = AccountToken.id == found.id, AccountToken.used_at.is_(None)
    used = update(AccountToken).where(*is_free).values(used_at=now()).returning(AccountToken.id)
    if db.session.scalar(used) is None:
        raise LinkOver
    return found


def void(user_id: int, *purposes: str) -> None:
    """Make the links of earlier letters useless."""
    theirs = AccountToken.user_id == user_id, AccountToken.purpose.in_(purposes)
    db.session.execute(delete(AccountToken).where(*theirs))
