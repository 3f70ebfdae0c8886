"""The minutes of a week: 10,080 of them, from Monday 00:00. A shift may run over the end into the next.

Pure functions; shifts are rows with `starts_minute` (of UTC) and `length_minutes`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from community.database import now

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES


def kept_since(shifts: Sequence[Any], minutes: int, moment: datetime) -> datetime:
    """Return since when somebody has been on shift for so many minutes, up to this moment.

    Whatever has waited from before it has waited longer than promised. Without any shift, every
    minute counts.
    """
    kept = stretches(shifts)
    weekly = sum(end - start for start, end in kept)
    if not weekly:
        return moment - timedelta(minutes=minutes)
    weeks, left = divmod(minutes, weekly)
    minute = week_minute(moment)
    for start, end in reversed([(a - WEEK_MINUTES, b - WEEK_MINUTES) for a, b in kept] + kept):
        end = min(end, minute)
        if end > start and left <= end - start:
            back = minute - (end - left) + weeks * WEEK_MINUTES
            return moment - timedelta(minutes=back)
        left -= max(0, end - start)
    return moment - timedelta(minutes=(weeks + 1) * WEEK_MINUTES)


def stretches(shifts: Sequence[Any], offset: int = 0) -> list[tuple[int, int]]:
    """Return when anybody is on shift: minutes of the week, in order, none touching the next.

    `offset` is that of the zone whose week it is, in minutes.
    """
    joined: list[tuple[int, int]] = []
    for start, end, _row in sorted(pieces(shifts, offset), key=lambda piece: piece[:2]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def pieces(shifts: Sequence[Any], offset: int = 0) -> list[tuple[int, int, Any]]:
    """Return (start, end, shift) in minutes of the week; what runs over its end comes in two."""
    found = []
    for row in shifts:
        start = (row.starts_minute + offset) % WEEK_MINUTES
        end = start + row.length_minutes
        found.append((start, min(end, WEEK_MINUTES), row))
        if end > WEEK_MINUTES:
            found.append((0, end - WEEK_MINUTES, row))
    return found


def week_minute(moment: datetime) -> int:
    """Return the minute of the week, in the moment's own zone."""
    return moment.weekday() * DAY_MINUTES + moment.hour * 60 + moment.minute


def offset_minutes(zone: tzinfo) -> int:
    """Return how far the clocks of a zone are ahead of UTC now."""
    ahead = now().astimezone(zone).utcoffset() or timedelta()
    return int(ahead.total_seconds() // 60)


def do_meet(first: int, first_length: int, second: int, second_length: int) -> bool:
    """Tell whether two shifts share a minute of the week."""
    return (second - first) % WEEK_MINUTES < first_length or (
        first - second
    ) % WEEK_MINUTES < second_length
