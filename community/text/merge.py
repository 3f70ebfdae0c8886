"""Two changes of one text put together: what both left alone or only one of them changed is joined,
what both changed differently is left to choose.

It goes by lines first; where both changed the same lines, by sentences; where both changed the same
sentence, by words, as long as it stays much the same sentence (a three-way merge in the manner of diff3).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from community.text.alignment import Effort, Run, common_lines, common_words
from community.text.words import split_lines, split_sentences, split_words

MINE, THEIRS, BOTH = CHOICES = ("mine", "theirs", "both")
# By words two changes are joined only if both left so much of the sentence, and so many words between.
MIN_LEFT = 0.5
MIN_WORDS_BETWEEN = 2

Split = Callable[[str], list[str]]
# The base, mine, theirs.
Texts = tuple[str, str, str]
Places = dict[int, int]


class Conflict(NamedTuple):
    """What stood there, and what either side made of it."""

    base: str
    mine: str
    theirs: str


Piece = str | Conflict


def merge(base: str | None, mine: str, theirs: str) -> list[Piece]:
    """Return the merged text in pieces: words, and conflicts where one has to choose.

    Where nobody knows any more what both began with (None), all that differs is to choose.
    """
    if base is None:
        return _joined(_without_base(mine, theirs))
    return _joined(_merged((base, mine, theirs), (split_lines, split_sentences), Effort()))


def conflicts(pieces: Sequence[Piece]) -> list[Conflict]:
    return [piece for piece in pieces if isinstance(piece, Conflict)]


def put_together(pieces: Sequence[Piece], choices: Mapping[int, str] | None = None) -> str:
    """Return the text with a choice for each conflict, counted from 1: "mine" unless it says another."""
    text, number = [], 0
    for piece in pieces:
        if isinstance(piece, Conflict):
            number += 1
            text.append(_chosen(piece, (choices or {}).get(number, MINE)))
        else:
            text.append(piece)
    return "".join(text)


def _chosen(conflict: Conflict, choice: str) -> str:
    if choice == THEIRS:
        return conflict.theirs
    if choice != BOTH or not conflict.theirs:
        return conflict.mine
    mine = conflict.mine
    is_apart = not mine or mine[-1].isspace() or mine[-1] in "。！？”」』"
    if not is_apart:
        mine += "\n\n" if "\n" in mine + conflict.theirs else " "
    return mine + conflict.theirs


def _merged(texts: Texts, splits: tuple[Split, ...], effort: Effort) -> Iterator[Piece]:
    """Yield the pieces; what both changed is looked at again by the next finer cut."""
    base, mine, theirs = map(splits[0], texts)
    of_mine, of_theirs = _places(common_lines(base, mine)), _places(common_lines(base, theirs))
    for chunk in _chunks((base, mine, theirs), of_mine, of_theirs):
        settled = _settled(*chunk)
        if settled is not None:
            yield settled
        elif len(splits) > 1:
            yield from _merged(chunk, splits[1:], effort)
        else:
            yield _by_words(chunk, effort)


def _settled(base: str, mine: str, theirs: str) -> str | None:
    """Return what stands, where only one changed it or both alike."""
    if theirs in (base, mine):
        return mine
    return theirs if mine == base else None


def _by_words(texts: Texts, effort: Effort) -> Piece:
    """Join two changes inside a sentence if they do not touch; else it is to choose as a whole."""
    base, mine, theirs = map(split_words, texts)
    of_mine = _places(common_words(base, mine, effort), MIN_WORDS_BETWEEN)
    of_theirs = _places(common_words(base, theirs, effort), MIN_WORDS_BETWEEN)
    if min(len(of_mine), len(of_theirs)) <= MIN_LEFT * len(base):
        return Conflict(*texts)
    text = []
    for chunk in _chunks((base, mine, theirs), of_mine, of_theirs):
        settled = _settled(*chunk)
        if settled is None:
            return Conflict(*texts)
        text.append(settled)
    return "".join(text)


def _chunks(
    texts: tuple[list[str], list[str], list[str]], of_mine: Places, of_theirs: Places
) -> Iterator[Texts]:
    """Yield in turn what all three share, and what stands between: in the base, in mine, in theirs."""
    base, mine, theirs = texts
    i = j = k = 0
    ends = (len(base), len(mine), len(theirs))
    shared = sorted(of_mine.keys() & of_theirs.keys())
    for place, one, other in (*((at, of_mine[at], of_theirs[at]) for at in shared), ends):
        if (place, one, other) != (i, j, k):
            yield "".join(base[i:place]), "".join(mine[j:one]), "".join(theirs[k:other])
        if place < len(base):
            yield base[place], base[place], base[place]
        i, j, k = place + 1, one + 1, other + 1


def _places(runs: list[Run], min_size: int = 1) -> Places:
    """Return where each item of the base stands in what somebody made of it."""
    return {
        run.old + step: run.new + step
        for run in runs
        if run.size >= min_size
        for step in range(run.size)
    }


def _without_base(mine: str, theirs: str) -> Iterator[Piece]:
    one, other = split_lines(mine), split_lines(theirs)
    i = j = 0
    for run in common_lines(one, other):
        yield from _open(one[i : run.old], other[j : run.new])
        i, j = run.old + run.size, run.new + run.size
        yield "".join(one[run.old : i])
    yield from _open(one[i:], other[j:])


def _open(mine: list[str], theirs: list[str]) -> Iterator[Piece]:
    if mine or theirs:
        yield Conflict("", "".join(mine), "".join(theirs))


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Put words that follow each other in one piece."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        elif piece:
            found.append(piece)
    return found
