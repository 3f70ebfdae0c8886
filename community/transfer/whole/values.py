"""Values of an export: as JSON has them, and checked on the way back."""

import json
import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, String

from community.config import INTERFACE_LANGUAGES
from community.database import MAX_INTEGER, UtcDateTime

_KEY = r"[0-9A-Za-z_-]{8,40}"
_SLUG = r"[^\s/?#%\\]+"


class Wrong(Exception):
    """Why a line does not hold, as the end of a sentence."""


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def no_number(text: str) -> Any:
    """Refuse what only some programs take for JSON: NaN, Infinity."""
    raise ValueError(f"{text} is no number")


def reader(table: str, column: Column[Any]) -> Callable[[Any], Any]:
    """Return what turns a value of a line into one for the column, or raises Wrong or ValueError."""
    kind = column.type
    if isinstance(kind, UtcDateTime):
        return _moment
    for sort, read in ((Date, _day), (Boolean, _truth), (Integer, _whole), (Float, _number)):
        if isinstance(kind, sort):
            return read
    if isinstance(kind, JSON):
        return _json
    assert isinstance(kind, String)
    check = _CHECKS.get((table, column.name)) or _CHECKS.get(("", column.name))
    return lambda value: _text(value, kind.length, check)


def _moment(value: Any) -> datetime:
    if not isinstance(value, str):
        raise Wrong("is no moment")
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise Wrong("has no zone")
    return moment.astimezone(UTC)


def _day(value: Any) -> date:
    if not isinstance(value, str):
        raise Wrong("is no day")
    return date.fromisoformat(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong("is neither true nor false")
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MAX_INTEGER:
        raise Wrong("is no whole number within range")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Wrong("is no number")
    return float(value)


def _json(value: Any) -> Any:
    _no_control(json.dumps(value, ensure_ascii=False).replace("\\u0000", "\0"))
    return value


def _text(value: Any, length: int | None, check: Callable[[str], bool] | None) -> str:
    if not isinstance(value, str):
        raise Wrong("is no text")
    if length is not None and len(value) > length:
        raise Wrong(f"is longer than {length} characters")
    _no_control(value)
    if value and check and not check(value):
        raise Wrong(f"cannot be {value[:60]!r}")
    return value


def _no_control(value: str) -> None:
    if "\0" in value:
        raise Wrong("holds a NUL character")
    value.encode()  # A half of a surrogate pair is a ValueError.


def _is_web(value: str) -> bool:
    return value.startswith(("https://", "http://"))


def _is_own_path(value: str) -> bool:
    return value.startswith("/") and not value.startswith(("//", "/\\"))


def _like(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: bool(compiled.fullmatch(value))


_CHECKS: dict[tuple[str, str], Callable[[str], bool]] = {
    # Names of files are made of keys.
    ("pictures", "key"): _like(_KEY),
    ("clips", "key"): _like(_KEY),
    ("clips", "container"): _like(r"[a-z0-9]+"),
    ("", "face_key"): _like(_KEY),
    ("", "cover_key"): _like(_KEY),
    ("", "colour"): _like(r"#[0-9a-fA-F]{6}"),
    ("", "slug"): _like(_SLUG),
    ("", "timezone"): lambda value: value in available_timezones(),
    ("users", "language"): lambda value: value in INTERFACE_LANGUAGES,
    ("subscriptions", "language"): lambda value: value in INTERFACE_LANGUAGES,
    ("", "url"): _is_web,
    ("", "canonical_url"): _is_web,
    ("old_addresses", "target"): _is_own_path,
}
