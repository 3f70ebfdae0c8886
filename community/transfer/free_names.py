"""Usernames for those who had other names: near to what they were called, allowed, and nobody's."""

import re
import secrets
from collections.abc import Iterable

from sqlalchemy import select

from community.accounts.models import User
from community.accounts.usernames import tidy_name
from community.errors import Refused
from community.extensions import db
from community.text.mentions import MAX_NAME
from community.text.names import look_alike_key
from community.text.slugs import slugify
from community.transfer.staging import Row

FALLBACK = "reader"
# John-2 to John-9; of a name that many have the number is drawn.
COUNTED = 10
_SEPARATORS = re.compile(r"[\s.·・,@+]+")
_STRANGE = re.compile(r"[^\w-]+")


class FreeNames:
    """Gives out names; those of a batch are looked up at once, and none is given twice."""

    def __init__(self) -> None:
        self._fits: dict[str, str] = {}
        self._taken: set[str] = set()

    def look_up(self, rows: Iterable[Row]) -> None:
        """Get ready for a batch. What was given out before is in the database by now."""
        self._fits = {row["key"]: _fit(row) for row in rows}
        keys = {look_alike_key(fit) for fit in self._fits.values() if fit}
        query = select(User.username_key).where(User.username_key.in_(keys))
        self._taken = set(db.session.scalars(query))

    def free(self, row: Row) -> str:
        """Return a username near to the first name of a row that can be one."""
        first = self._fits[row["key"]]
        if first and self._take(first):
            return first
        # A name of the house is given as admin-2 to the first who had it, as admin-3 to the next.
        first = first.removesuffix("-2") or FALLBACK
        number = 2
        while True:
            is_drawn = number >= COUNTED or first == FALLBACK
            ending = f"-{secrets.randbelow(10**6):06}" if is_drawn else f"-{number}"
            name = first[: MAX_NAME - len(ending)].rstrip("-_") + ending
            if not self._is_there(name) and self._take(name):
                return name
            number += 1

    def _take(self, name: str) -> bool:
        key = look_alike_key(name)
        is_free = key not in self._taken
        self._taken.add(key)
        return is_free

    def _is_there(self, name: str) -> bool:
        key = look_alike_key(name)
        return db.session.scalar(select(User.id).where(User.username_key == key)) is not None


def names_of(row: Row) -> list[str]:
    return [name for name in row.get("names") or [row["name"]] if name]


def _fit(row: Row) -> str:
    return next((fit for name in names_of(row) if (fit := fitting_name(name))), "")


def fitting_name(name: str) -> str:
    """Return a name with what a username cannot have left out, or "" if nothing fitting is left."""
    if "@" in name:
        # Whoever signed with an address did not mean to show it to everyone.
        name = name.partition("@")[0]
    plain = _STRANGE.sub("", _SEPARATORS.sub("-", name[:200].strip())).strip("-_")
    if not plain:
        return ""
    for candidate in (plain, slugify(plain), f"{plain[: MAX_NAME - 2]}-2"):
        try:
            return tidy_name(candidate[:MAX_NAME].strip("-_"))
        except Refused:
            continue
    return ""
