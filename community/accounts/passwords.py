"""Passwords: what may be one, and how they are kept (argon2id, OWASP's figures).

A password is taken exactly as typed: nothing is cut, folded or trimmed.
"""

import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import lazy_gettext as _l

from community.accounts.models import User
from community.errors import Refused, TooMany

MIN_CHARACTERS = 8
MAX_CHARACTERS = 500
HASHES_AT_ONCE = 2
WAIT_SECONDS = 10

# Beloved of Chinese keyboards and missing in zxcvbn's list: "I love you" in words and in figures.
LOVED = [
    "woaini520",
    "woaini1314",
    "woaini521",
    "5201314520",
    "1314520520",
    "aini1314",
    "a5201314",
    "z5201314",
]

TOO_SHORT = _l("At least 8 characters, please.")
TOO_LONG = _l("At most 500 characters, please.")
TOO_COMMON = _l(
    "Many people use this password, so it is the first to be tried. Another one, please."
)
TOO_NEAR = _l("Your name or address is the first to be tried. Another password, please.")
TOO_BUSY = _l("Many people are signing in just now. Please try again.")

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_places = threading.BoundedSemaphore(HASHES_AT_ONCE)


def check_password(typed: str, *own: str) -> None:
    """Raise Refused for a password that is short, common, or one of the person's `own` words."""
    if len(typed) < MIN_CHARACTERS:
        raise Refused(TOO_SHORT, "password")
    if len(typed) > MAX_CHARACTERS:
        raise Refused(TOO_LONG, "password")
    folded = typed.casefold()
    if folded in common_passwords() or len(set(folded)) < 3:
        raise Refused(TOO_COMMON, "password")
    near = {word.casefold() for text in own for word in (text, text.partition("@")[0])}
    if folded in near:
        raise Refused(TOO_NEAR, "password")


def hash_password(typed: str) -> str:
    with _place():
        return _hasher.hash(_octets(typed))


def is_password(user: User | None, typed: str) -> bool:
    """Tell whether this is the person's password. For nobody the answer takes just as long."""
    kept = user.password_hash if user else _decoy()
    try:
        with _place():
            _hasher.verify(kept, _octets(typed))
    except (VerificationError, InvalidHashError):
        return False
    return user is not None


def is_outdated(password_hash: str) -> bool:
    """Tell whether a hash was made with other figures than today's."""
    return _hasher.check_needs_rehash(password_hash)


@cache
def common_passwords() -> frozenset[str]:
    """Return the common passwords of 8 characters and more, folded.

    Read from zxcvbn's source: importing the package costs each process 15 MB for tables that
    nobody here looks at.
    """
    package = find_spec("zxcvbn")
    assert package and package.origin
    source = Path(package.origin).with_name("frequency_lists.py").read_text(encoding="utf-8")
    found = re.search(r'"passwords": "([^"]*)"', source)
    assert found, "zxcvbn keeps its list of passwords in another way"
    words = (word.casefold() for word in found[1].split(","))
    return frozenset(word for word in (*words, *LOVED) if len(word) >= MIN_CHARACTERS)


@cache
def _decoy() -> str:
    return _hasher.hash(secrets.token_bytes(16))


@contextmanager
def _place() -> Iterator[None]:
    """Bound the hashes at once: each takes 19 MiB and most of a core."""
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise TooMany(TOO_BUSY, WAIT_SECONDS)
    try:
        yield
    finally:
        _places.release()


def _octets(typed: str) -> bytes:
    return typed.encode("utf-8", "surrogatepass")
