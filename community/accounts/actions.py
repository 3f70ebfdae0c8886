"""Writes of accounts: opening one, and what only its owner, or a letter to them, may change."""

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from community import facts
from community.accounts import queries, tokens
from community.accounts.addresses import address_key, tidy_address
from community.accounts.events import Place, note
from community.accounts.models import User
from community.accounts.passwords import check_password, hash_password
from community.accounts.post_state import trust_again
from community.accounts.usernames import TAKEN, TOO_ALIKE, spelling, tidy_name
from community.database import now
from community.errors import Refused
from community.extensions import db
from community.permissions import ROLES
from community.sessions import end_sessions
from community.text.names import look_alike_key

ADDRESS_KNOWN = _l("Somebody has an account with this address already.")
NO_SUCH_ROLE = _l("There is no such role.")


class AddressKnown(Refused):
    """The address has an account. Pages must not show it: that would tell who is a member."""


def open_account(
    *,
    username: str,
    email: str,
    password: str,
    language: str,
    role: str = "reader",
    confirmed: bool = False,
) -> User:
    """Open an account; a letter to confirm follows unless it is `confirmed`.

    Raises Refused (422), with the field, for a name, an address or a password that will not do.
    """
    name, address = tidy_name(username), tidy_address(email)
    check_password(password, name, address)
    return add_account(
        username=name,
        email=address,
        password_hash=hash_password(password),
        language=language,
        role=role,
        confirmed=confirmed,
    )


def add_account(
    *,
    username: str,
    email: str,
    password_hash: str,
    language: str,
    role: str = "reader",
    confirmed: bool = False,
) -> User:
    """Write the row of a new account, with a hash that took its time before the writing began."""
    if role not in ROLES:
        raise Refused(NO_SUCH_ROLE, "role")
    _check_free(username, email)
    user = User(
        username=username,
        username_key=look_alike_key(username),
        email=email,
        email_key=address_key(email),
        password_hash=password_hash,
        language=language,
        reads=[language],
        role=role,
        confirmed_at=now() if confirmed else None,
    )
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError:
        # Somebody else was faster between our look and our writing.
        _check_free(username, email)
        raise
    facts.tell(facts.account_opened, user_id=user.id)
    return user


def _check_free(username: str, email: str) -> None:
    if twin := queries.by_look(username):
        is_same = spelling(twin.username) == spelling(username)
        raise Refused(TAKEN if is_same else TOO_ALIKE, "username")
    if queries.by_email(email):
        raise AddressKnown(ADDRESS_KNOWN, "email")


def ask_letter(name: str, user: User) -> None:
    """Have a letter written once this request is through."""
    facts.tell(facts.letter_asked, name=name, user_id=user.id)


def tell_owner(email: str) -> None:
    """Have a letter written to the owner of an address: somebody wanted to open an account with it."""
    if owner := queries.by_email(email):
        ask_letter("already", owner)


def ask_reset(email: str) -> None:
    """Have a letter with a link for a new password written, if the address has an account."""
    facts.tell(facts.letter_asked, name="reset", email=email)


def confirm_address(token: str, place: Place) -> User:
    """Take the address of a letter as the person's own: at first, or instead of the old one.

    Raises LinkOver (404), or Refused if another account has the address by now.
    """
    taken = tokens.take(token, "confirm", "address")
    user = db.session.get_one(User, taken.user_id)
    if taken.purpose == "address":
        _move(user, taken.email, place)
    elif taken.email != user.email:
        raise tokens.LinkOver
    if not user.confirmed_at:
        user.confirmed_at = now()
        note(user.id, "address_confirmed", place)
    tokens.void(user.id, "confirm", "address")
    trust_again(user)
    return user


def _move(user: User, email: str, place: Place) -> None:
    old, was_confirmed = user.email, user.confirmed_at is not None
    try:
        with db.session.begin_nested():
            user.email, user.email_key = email, address_key(email)
            user.confirmed_at = now()
    except IntegrityError as error:
        raise AddressKnown(ADDRESS_KNOWN, "email") from error
    tokens.void(user.id, "reset")
    note(user.id, "address_changed", place)
    facts.tell(facts.address_changed, user_id=user.id, old=old if was_confirmed else "")


def ask_new_address(user: User, email: str, place: Place) -> None:
    """Write to a new address, to be taken once the letter is answered.

    An address of another account gets a letter too, which says so; the page tells neither apart.
    """
    note(user.id, "address_asked", place)
    owner = queries.by_email(email)
    if owner is None:
        facts.tell(facts.letter_asked, name="address_confirm", user_id=user.id, email=email)
    elif owner.id != user.id:
        ask_letter("already", owner)


def set_password(user: User, password_hash: str, place: Place, *, kind: str) -> None:
    """Put a new password in place: every session ends, and the links of letters become useless.

    Those for another address as well: whoever knew the old password may have asked for one.
    """
    user.password_hash = password_hash
    tokens.void(user.id, "reset", "address")
    end_sessions(user.id)
    note(user.id, kind, place)
    ask_letter("password_changed", user)


def reset_password(token: str, password_hash: str, place: Place) -> User:
    """Set the password of whoever has the letter. Raises LinkOver (404)."""
    taken = tokens.take(token, "reset")
    user = db.session.get_one(User, taken.user_id)
    if taken.email != user.email:
        raise tokens.LinkOver
    user.confirmed_at = user.confirmed_at or now()
    set_password(user, password_hash, place, kind="password_reset")
    return user


def change_role(user: User, role: str) -> None:
    """Give another role. Raises Refused for one that does not exist."""
    if role not in ROLES:
        raise Refused(NO_SUCH_ROLE, "role")
    if role != user.role:
        user.role = role
        note(user.id, "role_changed", Place())
