"""Where the shifts of a week stand: numbers for the SVG that a template draws. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from community.moderation.week import DAY_MINUTES, WEEK_MINUTES, pieces, stretches

LANE_HEIGHT = 26


@dataclass(frozen=True)
class Stretch:
    """Part of a day: where it stands, and from when to when; of a shift, or of nobody (None)."""

    x: float
    width: float
    y: int
    starts: str
    ends: str
    shift: Any = None


@dataclass(frozen=True)
class Day:
    """A day of the week (Monday is 0), who is on shift on it, and when nobody is."""

    number: int
    shifts: list[Stretch]
    gaps: list[Stretch]
    height: int


def week_plot(shifts: Sequence[Any], offset: int = 0) -> list[Day]:
    """Return the seven days in a zone that is `offset` minutes ahead of UTC.

    Shifts at the same time lie below each other.
    """
    found = sorted(pieces(shifts, offset), key=lambda piece: piece[:2])
    free = gaps(shifts, offset)
    return [_day(number, found, free) for number in range(WEEK_MINUTES // DAY_MINUTES)]


def gaps(shifts: Sequence[Any], offset: int = 0) -> list[tuple[int, int]]:
    """Return when nobody is on shift, as minutes of the week."""
    free, here = [], 0
    for start, end in [*stretches(shifts, offset), (WEEK_MINUTES, WEEK_MINUTES)]:
        if start > here:
            free.append((here, start))
        here = end
    return free


def own_shifts(shifts: Sequence[Any], offset: int, user_id: int) -> list[tuple[int, Stretch]]:
    """Return one person's shifts as (day, from when to when), each whole, in the order of the week."""
    starts = sorted(
        ((row.starts_minute + offset) % WEEK_MINUTES, row)
        for row in shifts
        if row.user_id == user_id
    )
    return [
        (
            start // DAY_MINUTES,
            _stretch(start % DAY_MINUTES, (start + row.length_minutes) % DAY_MINUTES, 0, row),
        )
        for start, row in starts
    ]


def _day(number: int, found: list[tuple[int, int, Any]], free: list[tuple[int, int]]) -> Day:
    first = number * DAY_MINUTES
    lanes: list[int] = []
    shown = []
    for start, end, shift in found:
        start, end = max(0, start - first), min(DAY_MINUTES, end - first)
        if start < end:
            shown.append(_stretch(start, end, _lane(lanes, start, end), shift))
    empty = [
        _stretch(max(0, start - first), min(DAY_MINUTES, end - first), 0)
        for start, end in free
        if start < first + DAY_MINUTES and end > first
    ]
    return Day(number, shown, empty, max(1, len(lanes)) * LANE_HEIGHT)


def _lane(lanes: list[int], start: int, end: int) -> int:
    """Return the first lane that is free by then, and take it until `end`."""
    for lane, taken_until in enumerate(lanes):
        if taken_until <= start:
            lanes[lane] = end
            return lane
    lanes.append(end)
    return len(lanes) - 1


def _stretch(start: int, end: int, lane: int, shift: Any = None) -> Stretch:
    x, width = (round(100 * minutes / DAY_MINUTES, 3) for minutes in (start, end - start))
    return Stretch(x, width, lane * LANE_HEIGHT, clock(start), clock(end), shift)


def clock(minute: int) -> str:
    """Return the time of day; the day ends at 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"
