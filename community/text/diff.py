"""What changed from one text to the other, word by word: first by lines, then within what changed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from community.text.alignment import Effort, Run, common_lines, common_words
from community.text.words import split_lines, split_words

# Unchanged lines that are shown beside a change.
CONTEXT = 1
_SENTENCE_END = re.compile(r"[。！？.!?][”’」』）\"')]*\s*$")
_PAUSE = re.compile(r"[\s，、；：,;:—]$")


class Part(NamedTuple):
    """Words that are the "same", "gone" or "new"."""

    kind: str
    text: str


class Line(NamedTuple):
    """A line of both texts, by parts."""

    parts: list[Part]

    @property
    def is_same(self) -> bool:
        return all(part.kind == "same" for part in self.parts)


class Fold(NamedTuple):
    """Unchanged lines far from any change."""

    lines: list[Line]


def diff(old: str, new: str) -> list[Part]:
    """Return the parts in order: all but the new join to the old text, all but the gone to the new."""
    before, after, effort = split_lines(old), split_lines(new), Effort()
    found: list[Part] = []
    for gone, added, same in _pieces(before, after, common_lines(before, after)):
        for part in (*_words_changed(gone, added, effort), Part("same", same)):
            if part.text and found and found[-1].kind == part.kind:
                found[-1] = Part(part.kind, found[-1].text + part.text)
            elif part.text:
                found.append(part)
    return found


def diff_lines(old: str, new: str) -> list[Line | Fold]:
    """Return the lines of both texts with what changed in them, the long unchanged stretches folded."""
    return list(_folded(_lines(diff(old, new))))


def _pieces(old: list[str], new: list[str], runs: list[Run]) -> Iterator[tuple[str, str, str]]:
    """Yield what stood there, what stands there instead, and what follows unchanged, in turn."""
    i = j = 0
    for run in (*runs, Run(len(old), len(new), 0)):
        same = old[run.old : run.old + run.size]
        yield "".join(old[i : run.old]), "".join(new[j : run.new]), "".join(same)
        i, j = run.old + run.size, run.new + run.size


def _words_changed(old: str, new: str, effort: Effort) -> list[Part]:
    if not old or not new:
        return [Part("gone", old), Part("new", new)]
    before, after = split_words(old), split_words(new)
    runs = common_words(before, after, effort)
    parts: list[Part] = []
    for gone, added, same in _settled(_calmed(_pieces(before, after, runs))):
        parts += [Part("gone", gone), Part("new", added), Part("same", same)]
    return parts


def _calmed(pieces: Iterator[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Read two changes as one where less stands between them than changed on either side.

    Letters that happen to be the same in what was rewritten would tear it to pieces.
    """
    calm: list[tuple[str, str, str]] = []
    for gone, added, same in pieces:
        while calm and _is_between(calm[-1], (gone, added)):
            before, instead, between = calm.pop()
            gone, added = before + between + gone, instead + between + added
        calm.append((gone, added, same))
    return calm


def _is_between(earlier: tuple[str, str, str], later: tuple[str, str]) -> bool:
    before, instead, same = earlier
    smaller = min(max(len(before), len(instead)), max(len(later[0]), len(later[1])))
    return len(same) <= smaller and "\n" not in same


def _settled(pieces: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Move what only came or only went to where a sentence or a clause begins, if it can be read so.

    What came in "Tea. Cake. Tea." may be read as " Cake. Tea." as well as "Cake. Tea. ".
    """
    settled = list(pieces)
    for place in range(1, len(settled)):
        (was, instead, before), (gone, added, same) = settled[place - 1], settled[place]
        is_start = not (was or instead)
        steps = _steps_back(before, gone or added, is_start) if bool(gone) != bool(added) else 0
        if steps:
            moved = before[-steps:]
            edit = moved + (gone or added)[:-steps]
            settled[place - 1] = (was, instead, before[:-steps])
            settled[place] = (edit if gone else "", edit if added else "", moved + same)
    return settled


def _steps_back(before: str, edit: str, is_start: bool) -> int:
    """Return by how many letters, fewer than it has, an edit is best moved towards the start."""
    best, best_rank = 0, _rank(before)
    for steps in range(1, min(len(before) + is_start, len(edit))):
        if before[-steps] != edit[-steps]:
            break
        left = before[: len(before) - steps]
        rank = _rank(left[-6:] or "\n")
        if rank > best_rank:
            best, best_rank = steps, rank
    return best


def _rank(before: str) -> int:
    """Rate a place by what stands before it: a line's end, a sentence's, a pause, or nothing such."""
    if before.endswith("\n"):
        return 3
    if _SENTENCE_END.search(before[-6:]):
        return 2
    return 1 if _PAUSE.search(before[-1:]) else 0


def _lines(parts: list[Part]) -> Iterator[Line]:
    """Cut the parts into lines; a line's end that came or went ends a line as well."""
    line: list[Part] = []
    for part in parts:
        for text in split_lines(part.text):
            line.append(Part(part.kind, text))
            if text.endswith("\n"):
                yield Line(line)
                line = []
    if line:
        yield Line(line)


def _folded(lines: Iterator[Line]) -> Iterator[Line | Fold]:
    """Fold the unchanged lines that are further than CONTEXT from a change."""
    waiting: list[Line] = []
    has_change_before = False
    for line in lines:
        if line.is_same:
            waiting.append(line)
            continue
        yield from _fold(waiting, CONTEXT if has_change_before else 0, CONTEXT)
        yield line
        waiting, has_change_before = [], True
    yield from _fold(waiting, CONTEXT if has_change_before else 0, 0)


def _fold(lines: list[Line], shown_before: int, shown_after: int) -> Iterator[Line | Fold]:
    middle = lines[shown_before : len(lines) - shown_after]
    if sum(1 for line in middle if line.parts[0].text.strip()) < 2:
        yield from lines
        return
    yield from lines[:shown_before]
    yield Fold(middle)
    yield from lines[len(lines) - shown_after :]
