"""Asking at an address whether letters are wanted there: the letter's link holds all that is needed.

Nothing is kept about an address before its owner has answered, and the page says the same to everyone.
"""

from typing import Any, NamedTuple

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from community import letters
from community.accounts.addresses import address_key, post_address
from community.accounts.models import User
from community.config import Settings
from community.errors import NotFound, TooMany
from community.newsletters.models import FREQUENCIES
from community.web.limits import hit

LIFETIME_SECONDS = 48 * 3600
MAX_CHARACTERS = 2_000


class Wish(NamedTuple):
    """Letters of an author, or of the whole site, to an address."""

    email: str
    author_id: int | None
    frequency: str
    language: str


class WishOver(NotFound):
    """The link is too old, or never was one of ours."""


def ask(wish: Wish, author: User | None) -> None:
    """Write to the address. Nobody is told if it has had too many letters: it would tell too much."""
    settings: Settings = current_app.config["SETTINGS"]
    try:
        hit("letter", address_key(wish.email))
    except TooMany:
        return
    letters.send(
        "letters_wanted",
        post_address(wish.email),
        wish.language,
        link=f"{settings.address}/letters/confirm/{pack(wish)}",
        author=author,
        frequency=wish.frequency,
    )


def pack(wish: Wish) -> str:
    """Return the wish as signed text for an address."""
    return str(_serializer().dumps(list(wish)))


def unpack(text: str) -> Wish:
    """Return the wish of a link. Raises WishOver (404) for one that does not hold."""
    if len(text) > MAX_CHARACTERS:
        raise WishOver
    try:
        values: Any = _serializer().loads(text, max_age=LIFETIME_SECONDS)
        wish = Wish(*values)
    except (BadData, TypeError) as error:
        raise WishOver from error
    if wish.frequency not in FREQUENCIES:
        raise WishOver
    return wish


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="letters wanted")
