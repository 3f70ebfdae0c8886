"""Dates as other systems write them; years that cannot be meant are no dates."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

FIRST_YEAR = 1000
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?"
)


def first_of(*texts: Any) -> datetime | None:
    """Return the first of these that is a date, in UTC; a date without a zone is taken as UTC."""
    return next((moment for text in texts if (moment := read_date(text))), None)


def read_date(value: Any) -> datetime | None:
    """Read ISO 8601, what MySQL writes, RFC 822, or milliseconds since 1970; None for anything else."""
    try:
        moment = _read(value)
        return moment.astimezone(UTC) if moment and moment.year >= FIRST_YEAR else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None


def _read(value: Any) -> datetime | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return datetime.fromtimestamp(value / 1000, UTC)
    text = str(value or "").strip()
    if match := _ISO.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        zone = match[7]
        return datetime.fromisoformat(text.replace(" ", "T")) if zone not in (None, "Z") else moment
    return _of_letter(text) if "," in text else None


def _of_letter(text: str) -> datetime:
    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
