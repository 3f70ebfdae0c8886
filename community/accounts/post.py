"""The letters that accounts write. Each is asked for by a fact and written after the commit."""

from flask import current_app

from community import letters
from community.accounts import queries, tokens
from community.accounts.addresses import post_address
from community.accounts.models import User
from community.config import Settings
from community.database import begin_writing
from community.errors import TooMany
from community.extensions import db
from community.jobs.queue import queue
from community.web.limits import hit


def write_confirm(user: User) -> None:
    """Ask the person to confirm the address of the account."""
    token = tokens.issue(user, "confirm", user.email)
    _send("confirm", user, link=_link("confirm", token))


def write_address_confirm(user: User, email: str) -> None:
    """Ask at the new address whether it is the person's own."""
    token = tokens.issue(user, "address", email)
    _send("address_confirm", user, to=email, link=_link("confirm", token))


def write_address_changed(user: User, old: str) -> None:
    """Tell the old address that letters go elsewhere now."""
    _send("address_changed", user, to=old)


def write_password_changed(user: User) -> None:
    if user.confirmed_at:
        _send("password_changed", user)


def write_already(user: User) -> None:
    """Tell the owner of an address that somebody tried to open an account with it."""
    if _may_write(user.email_key):
        _send("already", user)


def write_reset(address: str) -> None:
    """Write to the owner of an address, if there is one, how to set a new password."""
    user = queries.by_email(address)
    if user and _may_write(user.email_key, "reset account"):
        token = tokens.issue(user, "reset", user.email)
        _send("reset", user, link=_link("reset-password", token))


def ask_reset(address: str) -> None:
    """Have the letter written in the background, so that the answer takes the same time whether
    or not the address has an account; at once where letters only go to the outbox."""
    settings: Settings = current_app.config["SETTINGS"]
    if settings.mail_url:
        write_reset_later(address)
    else:
        write_reset(address)


@queue.task()
def write_reset_later(address: str) -> None:
    begin_writing()
    write_reset(address)
    db.session.commit()


def _send(letter: str, user: User, *, to: str = "", **context: str) -> None:
    letters.send(
        letter, post_address(to or user.email), user.language, username=user.username, **context
    )


def _link(page: str, token: str) -> str:
    settings: Settings = current_app.config["SETTINGS"]
    return f"{settings.address}/{page}/{token}"


def _may_write(email_key: str, *limits: str) -> bool:
    """Bound what strangers can have written to somebody. Nobody is told: it would tell too much."""
    try:
        for name in ("letter", *limits):
            hit(name, email_key)
    except TooMany:
        return False
    return True
