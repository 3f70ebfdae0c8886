"""Which runs two sequences have in common: the ground of comparing and merging texts.

What is the same at both ends is set apart; what stands exactly once on either side holds the two
together (the idea of Bram Cohen's "patience diff"); what remains between is compared word by word by
the shortest way from one to the other (Myers 1986, "An O(ND) Difference Algorithm"). All in bounded
time: where two stretches have little in common, or the effort is used up, they differ throughout.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

# Of the shortest way between two stretches, and of all the ways of one comparison: steps of the search.
MAX_DIFFERENCES = 300
MAX_EFFORT = 800_000
# So many words in a row hold two texts together, the longest first.
SPANS = (12, 4)

Items = Sequence[Hashable]


class Run(NamedTuple):
    """So many items that are the same, from these places on."""

    old: int
    new: int
    size: int


class Stretch(NamedTuple):
    """A part of the old and the part of the new that stands in its place."""

    old: int
    old_end: int
    new: int
    new_end: int

    @property
    def is_one_sided(self) -> bool:
        return self.old == self.old_end or self.new == self.new_end


class Effort:
    """What one comparison may still cost."""

    def __init__(self) -> None:
        self.left = MAX_EFFORT


def common_lines(old: Items, new: Items) -> list[Run]:
    """Return the lines (or sentences) that are the same, in order.

    Between those that hold the texts together, equal ones are paired only where as many stand on
    either side: an empty line says nothing about which paragraphs belong together.
    """
    return _touching(_paired(old, new, _runs(old, new, _whole(old, new), (1,), None)))


def common_words(old: Items, new: Items, effort: Effort | None = None) -> list[Run]:
    """Return the runs of words that are the same, in order, no two of them touching on both sides."""
    return _touching(_runs(old, new, _whole(old, new), SPANS, effort or Effort()))


def _whole(old: Items, new: Items) -> Stretch:
    return Stretch(0, len(old), 0, len(new))


def _touching(runs: Iterator[Run]) -> list[Run]:
    """Make one run of those that follow each other on both sides."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and (last.old + last.size, last.new + last.size) == (run.old, run.new):
            found[-1] = last._replace(size=last.size + run.size)
        elif run.size:
            found.append(run)
    return found


def _paired(old: Items, new: Items, runs: Iterator[Run]) -> Iterator[Run]:
    i = j = 0
    for run in (*runs, Run(len(old), len(new), 0)):
        if run.old - i == run.new - j:
            for step in range(run.old - i):
                if old[i + step] == new[j + step]:
                    yield Run(i + step, j + step, 1)
        yield run
        i, j = run.old + run.size, run.new + run.size


def _runs(
    old: Items, new: Items, where: Stretch, spans: tuple[int, ...], effort: Effort | None
) -> Iterator[Run]:
    head, where, tail = _without_ends(old, new, where)
    yield head
    if not where.is_one_sided:
        if spans:
            yield from _between_anchors(old, new, where, spans, effort)
        elif effort:
            yield from _shortest_way(old, new, where, effort)
    yield tail


def _without_ends(old: Items, new: Items, where: Stretch) -> tuple[Run, Stretch, Run]:
    room = min(where.old_end - where.old, where.new_end - where.new)
    head = 0
    while head < room and old[where.old + head] == new[where.new + head]:
        head += 1
    tail = 0
    while tail < room - head and old[where.old_end - 1 - tail] == new[where.new_end - 1 - tail]:
        tail += 1
    rest = Stretch(where.old + head, where.old_end - tail, where.new + head, where.new_end - tail)
    return Run(where.old, where.new, head), rest, Run(rest.old_end, rest.new_end, tail)


def _between_anchors(
    old: Items, new: Items, where: Stretch, spans: tuple[int, ...], effort: Effort | None
) -> Iterator[Run]:
    """Yield what the unique items hold together, and what is common in each gap between."""
    at_old, at_new = where.old, where.new
    for i, j in _anchors(old, new, where, spans[0]):
        if i < at_old or j < at_new:
            continue
        yield from _runs(old, new, Stretch(at_old, i, at_new, j), spans[1:], effort)
        at_old, at_new = i, j
        while at_old < where.old_end and at_new < where.new_end and old[at_old] == new[at_new]:
            at_old, at_new = at_old + 1, at_new + 1
        yield Run(i, j, at_old - i)
    rest = Stretch(at_old, where.old_end, at_new, where.new_end)
    yield from _runs(old, new, rest, spans[1:], effort)


def _anchors(old: Items, new: Items, where: Stretch, span: int) -> list[tuple[int, int]]:
    """Return the places of what is unique on both sides, as many as come in the same order."""
    places_new = _unique(new, where.new, where.new_end, span)
    if not places_new:
        return []
    places_old = _unique(old, where.old, where.old_end, span)
    return _rising([(i, places_new[key]) for key, i in places_old.items() if key in places_new])


def _unique(items: Items, start: int, end: int, span: int) -> dict[Hashable, int]:
    """Return where each run of `span` items stands that stands only once, in order."""
    places: dict[Hashable, int] = {}
    repeated: set[Hashable] = set()
    for place in range(start, end - span + 1):
        key = items[place] if span == 1 else tuple(items[place : place + span])
        if key in places:
            repeated.add(key)
        else:
            places[key] = place
    return {key: place for key, place in places.items() if key not in repeated}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs, whose first rise, whose second rise as well."""
    tops: list[int] = []
    last_at: list[int] = []
    before: list[int] = []
    for number, (_i, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(last_at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [j]
        last_at[pile : pile + 1] = [number]
    chain = []
    at = last_at[-1] if last_at else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _shortest_way(old: Items, new: Items, where: Stretch, effort: Effort) -> list[Run]:
    """Return what stays on the shortest way; nothing if that is too long."""
    a, b = old[where.old : where.old_end], new[where.new : where.new_end]
    common = sum((Counter(a) & Counter(b)).values())
    if not common or len(a) + len(b) - 2 * common > MAX_DIFFERENCES:
        return []
    steps = _search(a, b, effort)
    return [Run(where.old + i, where.new + j, 1) for i, j in _walk_back(a, b, steps)]


def _search(a: Items, b: Items, effort: Effort) -> list[list[int]]:
    """Return how far each diagonal was reached by 0, 1, 2… differences; [] if there are too many.

    Of `count` differences the diagonals run from -count to count, and stand one place further.
    """
    most_a, most_b = len(a), len(b)
    steps: list[list[int]] = []
    before = [0, 0, 0]
    for count in range(MAX_DIFFERENCES + 1):
        effort.left -= count + 1
        if effort.left < 0:
            return []
        reached = [-1] * (2 * count + 3)
        for place in range(1, 2 * count + 2, 2):
            i = _start(before, place, count)
            j = i - (place - 1 - count)
            while i < most_a and j < most_b and a[i] == b[j]:
                i += 1
                j += 1
            reached[place] = i
            if i >= most_a and j >= most_b:
                return [*steps, reached]
        steps.append(reached)
        before = [-1, *reached, -1]
    return []


def _start(before: list[int], place: int, count: int) -> int:
    """Return where a diagonal begins: one further in the old, or in the new, than its neighbour was."""
    if not count:
        return 0
    lower, upper = before[place - 1], before[place + 1]
    return upper if lower < upper else lower + 1


def _walk_back(a: Items, b: Items, steps: list[list[int]]) -> list[tuple[int, int]]:
    """Return the places of what stays, from the furthest point back to the start."""
    found = []
    i, j = len(a), len(b)
    for count in range(len(steps) - 1, -1, -1):
        before = [-1, *steps[count - 1], -1] if count else [0, 0, 0]
        place = i - j + count + 1
        start = _start(before, place, count)
        while i > start:
            i, j = i - 1, j - 1
            found.append((i, j))
        if count:
            is_from_new = before[place - 1] < before[place + 1]
            i, j = (i, j - 1) if is_from_new else (i - 1, j)
    return found[::-1]
