"""Where the bars of a plot stand: numbers for the SVG that a template draws.

Across the page everything is in percent, up and down in pixels, so that a plot is as wide as its place
and its words keep their size. Pure functions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from community.moderation.week import DAY_MINUTES, WEEK_MINUTES, pieces, stretches

HEIGHT = 150
# A bar takes this much of its column; what is not nothing can be seen.
BAR_PERCENT = 70
LEAST_HEIGHT = 2
MOST_TICKS = 3
LANE_HEIGHT = 26
DAY_SECONDS = 24 * 3600
STEPS_OF_TIME = (60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, DAY_SECONDS)


@dataclass(frozen=True)
class Bar:
    """One kind's share of a column, from the top edge `y` down."""

    kind: str
    y: float
    height: float


@dataclass(frozen=True)
class Column:
    """A place along the plot: its left edge, its width, its bar's left edge and width, its middle."""

    x: float
    width: float
    bar_x: float
    bar_width: float
    middle: float
    bars: list[Bar]
    is_labelled: bool


@dataclass(frozen=True)
class Plot:
    """Columns from left to right, and (y, value) of each line across."""

    columns: list[Column]
    ticks: list[tuple[float, int]]
    height: int = HEIGHT


def column_plot(
    values: Sequence[Mapping[str, float]], *, is_time: bool = False, most_labels: int = 8
) -> Plot:
    """Return the plot of stacked columns: each maps kind → value, from the ground up.

    `is_time` says that the values are seconds. At most `most_labels` columns are to be named.
    """
    peak = max((sum(column.values()) for column in values), default=0)
    step = time_step(peak) if is_time else count_step(peak)
    top = max(1, ceil(peak / step)) * step
    band = 100 / max(1, len(values))
    every = ceil(len(values) / most_labels)
    return Plot(
        [
            _column(index, band, _stacked(column, top), index % every == every // 3)
            for index, column in enumerate(values)
        ],
        [(_y(value, top), value) for value in range(0, top + 1, step)],
    )


def time_step(peak: float) -> int:
    """Return how many seconds lie between two lines: a span that people count in."""
    for step in STEPS_OF_TIME:
        if peak <= step * MOST_TICKS:
            return step
    return DAY_SECONDS * count_step(peak / DAY_SECONDS)


def count_step(peak: float) -> int:
    """Return 1, 2 or 5 times a power of ten, so that few lines reach the peak."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if peak <= step * MOST_TICKS:
                return step
        power *= 10


def _column(index: int, band: float, bars: list[Bar], is_labelled: bool) -> Column:
    width = band * BAR_PERCENT / 100
    x = index * band
    x, band, bar_x, width, middle = (
        round(place, 3) for place in (x, band, x + (band - width) / 2, width, x + band / 2)
    )
    return Column(x, band, bar_x, width, middle, bars, is_labelled)


def _stacked(column: Mapping[str, float], top: float) -> list[Bar]:
    bars, ground = [], float(HEIGHT)
    for kind, value in column.items():
        if value > 0:
            height = round(max(LEAST_HEIGHT, HEIGHT * value / top), 2)
            ground = round(max(0.0, ground - height), 2)
            bars.append(Bar(kind, ground, height))
    return bars


def _y(value: float, top: float) -> float:
    return round(HEIGHT - HEIGHT * value / top, 2)


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
