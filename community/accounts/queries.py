"""Reads of accounts."""

from collections.abc import Iterable

from sqlalchemy import exists, select

from community.accounts.addresses import address_key
from community.accounts.models import SecurityEvent, User
from community.accounts.usernames import spelling
from community.extensions import db
from community.media import queries as pictures
from community.media.models import Picture
from community.text.names import look_alike_key

EVENTS_SHOWN = 20


def has_demo_accounts() -> bool:
    """Tell whether an account of the demo community is left, whose password everyone knows."""
    return bool(db.session.scalar(select(exists().where(User.is_demo))))


def by_id(user_id: int | str) -> User | None:
    """Return the account of this number, or None. Takes the text that a session holds."""
    return db.session.get(User, int(user_id))


def by_username(name: str) -> User | None:
    """Return whose name this is, in any case of letters; not whose name merely looks alike."""
    return by_usernames([name]).get(spelling(name))


def by_usernames(names: Iterable[str]) -> dict[str, User]:
    """Return casefolded name → account, for the names that are somebody's."""
    spellings = {spelling(name) for name in names if "\x00" not in name}
    if not spellings:
        return {}
    keys = {look_alike_key(name) for name in spellings}
    users = db.session.scalars(select(User).where(User.username_key.in_(keys)))
    return {name: user for user in users if (name := spelling(user.username)) in spellings}


def by_email(address: str) -> User | None:
    return db.session.scalar(select(User).where(User.email_key == address_key(address)))


def by_login(text: str) -> User | None:
    """Return the account of a username or an e-mail address, as it is typed at sign-in."""
    return by_email(text) if "@" in text else by_username(text)


def by_ids(ids: Iterable[int]) -> dict[int, User]:
    """Return id → account, for those that are there."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {user.id: user for user in db.session.scalars(select(User).where(User.id.in_(wanted)))}


def by_look(name: str) -> User | None:
    """Return the account whose name looks like this one: it keeps the name from being taken."""
    return db.session.scalar(select(User).where(User.username_key == look_alike_key(name)))


def cover_of(person: User) -> Picture | None:
    """Return the picture on top of a person's profile, for `accounts/_profile_head.html`."""
    return pictures.by_key(person.cover_key) if person.cover_key else None


def moderators() -> list[User]:
    """Return those who keep the peace, the longest-serving first."""
    is_moderator = User.role.in_(("moderator", "admin"))
    return list(db.session.scalars(select(User).where(is_moderator).order_by(User.id)))


def security_history(user_id: int) -> list[SecurityEvent]:
    """Return what happened to an account of late, the newest first."""
    return list(
        db.session.scalars(
            select(SecurityEvent)
            .where(SecurityEvent.user_id == user_id)
            .order_by(SecurityEvent.id.desc())
            .limit(EVENTS_SHOWN)
        )
    )


def has_come_from(user_id: int, address: str) -> bool:
    """Tell whether somebody has signed in to this account from this network address before."""
    came = (
        SecurityEvent.user_id == user_id,
        SecurityEvent.address == address,
        SecurityEvent.kind.in_(("signed_in", "account_opened")),
    )
    return bool(db.session.scalar(select(exists().where(*came))))
