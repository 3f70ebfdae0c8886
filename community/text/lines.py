"""Breaking a few words into lines of a given width, for pictures: Latin at spaces, Chinese anywhere.

No line begins with a mark that closes or ends something, or ends with one that opens something (CLREQ
§3.1.5 "prohibition rules for line start and line end").
"""

import re
from collections.abc import Callable
from itertools import pairwise

from community.text.scripts import CJK

Measure = Callable[[str], float]

NOT_FIRST = frozenset("、。，．：；？！·・…—～ー々〜」』】〕》〉）］｝”’〞‐–,.:;?!)]}%‰℃°")
NOT_LAST = frozenset("「『【〔《〈（［｛“‘〝([{$¥￥£€#＃@")
_PIECE = re.compile(rf"\s+|[{CJK}\u3000-\u303f\uff00-\uffef]|[^\s{CJK}\u3000-\u303f\uff00-\uffef]+")


def break_lines(text: str, width: float, measure: Measure) -> list[str]:
    """Return the lines; a word that is wider than a line is broken inside."""
    lines, line = [], ""
    for piece in _unbreakable(text):
        if line and measure((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece.lstrip() if not line else piece
        while measure(line.rstrip()) > width and len(line.rstrip()) > 1:
            cut = _fitting(line, width, measure)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line.rstrip()] if line.strip() else lines


def balance_lines(text: str, width: float, measure: Measure) -> list[str]:
    """Return as few lines as fit, and those as even as can be: no single character is left over."""
    lines = break_lines(text, width, measure)
    low, high = width / max(1, len(lines)) * 0.9, width
    for _step in range(7):
        middle = (low + high) / 2
        found = break_lines(text, middle, measure)
        if len(found) <= len(lines) and all(measure(line) <= middle for line in found):
            lines, high = found, middle
        else:
            low = middle
    return lines


def shorten_lines(lines: list[str], count: int, width: float, measure: Measure) -> list[str]:
    """Keep so many lines; the last says with … that there was more."""
    if len(lines) <= count:
        return lines
    last = lines[count - 1]
    while last and measure(last + "…") > width:
        last = last[:-1]
    return [*lines[: count - 1], last.rstrip(" ,.;:，。；：、") + "…"]


def _unbreakable(text: str) -> list[str]:
    """Return the pieces between which a line may end."""
    pieces = _PIECE.findall(text)
    joined = pieces[:1]
    for before, after in pairwise(pieces):
        if _clings(before, after):
            joined[-1] += after
        else:
            joined.append(after)
    return joined


def _clings(before: str, after: str) -> bool:
    if after.isspace():
        return True
    return not before.isspace() and (after[0] in NOT_FIRST or before[-1] in NOT_LAST)


def _fitting(line: str, width: float, measure: Measure) -> int:
    """Return how many characters of a line fit, at least one."""
    count = len(line)
    while count > 1 and measure(line[:count]) > width:
        count -= 1
    return count
