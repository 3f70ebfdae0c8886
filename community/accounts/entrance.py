"""Coming in and going out: the session, and how often a door may be tried."""

from flask import request, session
from flask_login import login_user, logout_user

from community.accounts import queries
from community.accounts.events import Place, note
from community.accounts.models import User
from community.accounts.passwords import hash_password, is_outdated, is_password
from community.accounts.usernames import spelling
from community.database import begin_writing
from community.extensions import db
from community.web.limits import check, client_address, hit


def here() -> Place:
    """Return where this request comes from."""
    return Place(request.remote_addr or "", request.user_agent.string)


def let_in(user: User, *, remember: bool = False) -> None:
    """Begin a session of this person under a new token; words typed before are carried over."""
    begin_anew()
    login_user(user)
    session.permanent = remember


def begin_anew() -> None:
    """Go on under a new token, with nothing in the session but the words typed before."""
    kept = session.get("kept")
    session.renew()  # type: ignore[attr-defined]
    if kept:
        session["kept"] = kept


def let_out() -> None:
    """End this browser's session, in the database as well."""
    logout_user()
    session.renew()  # type: ignore[attr-defined]


def try_door(login: str, password: str) -> User | None:
    """Return whose name and password these are, or None; failures are counted and noted.

    Raises TooMany (429) where there were too many failures.
    """
    user = queries.by_login(login)
    account = _account_of(login, user)
    for name, whose in _counters(account):
        check(name, whose)
    if is_password(user, password):
        return user
    for name, whose in _counters(account):
        hit(name, whose)
    _note_failure(user)
    return None


def welcome_in(user: User, password: str, *, remember: bool) -> None:
    """Sign a person in whose password was right; a hash of an older kind is made anew."""
    renewed = hash_password(password) if is_outdated(user.password_hash) else ""
    begin_writing()
    if renewed:
        user.password_hash = renewed
    note(user.id, "signed_in", here())
    let_in(user, remember=remember)


def _account_of(login: str, user: User | None) -> str:
    """Name the counter of an account. Whoever has come in from this network before has a counter of
    their own, so that strangers who guess cannot shut the owner out."""
    account = f"{user.id}" if user else spelling(login)
    is_known_here = queries.has_come_from(user.id if user else 0, request.remote_addr or "")
    if is_known_here:
        return f"{account} {client_address()}"
    return account


def _counters(account: str) -> tuple[tuple[str, str], ...]:
    return (
        ("sign-in account", account),
        ("sign-in address", client_address()),
        ("sign-in all", ""),
    )


def _note_failure(user: User | None) -> None:
    """Note a failure, under a name that nobody has as well: the same work, the same time.

    Committed here, for the answer is 422, which would undo it.
    """
    begin_writing()
    note(user.id if user else None, "sign_in_failed", here())
    db.session.commit()
