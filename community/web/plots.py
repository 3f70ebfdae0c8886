"""Where the bars of a plot stand: numbers for the SVG that a template draws.

Across the page everything is in percent, up and down in pixels, so that a plot is as wide as its place
and its words keep their size. Pure functions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

HEIGHT = 150
# A bar takes this much of its column; what is not nothing can be seen.
BAR_PERCENT = 70
LEAST_HEIGHT = 2
SPARK_HEIGHT = 24
MOST_TICKS = 3
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


def spark(values: Sequence[float], height: int = SPARK_HEIGHT) -> list[tuple[float, float, float]]:
    """Return (x in percent, y, height) of each column that is not nothing, for a small plot."""
    top, band = max(values, default=0) or 1, 100 / max(1, len(values))
    tall = [max(1.0, round(height * value / top, 1)) if value else 0.0 for value in values]
    return [(round(n * band, 2), height - high, high) for n, high in enumerate(tall) if high]


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
