"""Text folded for comparison: what looks or reads alike becomes the same.

Folding is done letter by letter, so that a word is folded alike whatever stands beside it; OpenCC's own
conversion knows phrases, and would leave 乾 in 乾隆 as it is.
"""

import re
import unicodedata
from functools import cache, lru_cache

from community.text.chinese import to_simplified
from community.text.scripts import HAN

# Marks of direction, joiners, blanks and selectors that nobody sees, as first and last of each range.
_UNSEEN = (
    *((0x00AD, 0x00AD), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164)),
    *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0x1D173, 0x1D17A)),
    (0xE0000, 0xE0FFF),
)
# Accents that are left once those which belong to a letter are one with it: strokes through it, and heaps.
_HEAPED = ((0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF))
_HAN_BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x323AF))
# OpenCC leaves 著 alone, for it may be 着 or 著; here both are one.
_ALSO_ALIKE = {"著": "着"}
_MAX_PASSES = 4
# A letter with the accents that cling to it.
_PIECE = re.compile(
    r"\s|.[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a]*", re.S
)

_LETTER = rf"[^\W\d_{HAN}]"
_EMPHASIS = "*_`"
_MARKS = re.escape(_EMPHASIS + "./|\\+=^&-·•・‧∙")
# 赌*博, 赌.博: a mark that stands between two Han characters belongs to no sentence. Emphasis of Markdown
# is not seen at all, so there may be more of it.
_MARK_IN_HAN = re.compile(rf"[{_MARKS}](?<=[{HAN}{_EMPHASIS}][{_MARKS}])(?=[{HAN}{_EMPHASIS}])")
# 赌 博, 滚！蛋！: characters that each stand alone. In 好赌 博士 they do not.
_SPREAD_HAN = re.compile(rf"[{HAN}](?<![{HAN}][{HAN}])(?:(?:[^\w\n]|_){{1,3}}[{HAN}])+(?![{HAN}])")
_NOT_HAN = re.compile(f"[^{HAN}]+")
# f.u.c.k, s p a m: three letters or more, always parted alike; of two there is too much, such as a.m.
_SPELT = re.compile(
    rf"{_LETTER}(?<![^\W{HAN}]{_LETTER})([ .*_\-·/|]{{1,3}}){_LETTER}(?:\1{_LETTER})+(?![^\W{HAN}])"
)
_NOT_LETTER = re.compile(r"[\W_]+")
# 加 VX and 加VX are two ways to set the same words.
_SPACE_AT_HAN = re.compile(rf" (?:(?<=[{HAN}] )(?=[^\W{HAN}])|(?<=[^\W{HAN}] )(?=[{HAN}]))")


def fold(text: str) -> str:
    """Return a text folded: NFKC, nothing invisible, simplified characters, lower case.

    Accents stay, where Unicode has a letter for them. Folding what is folded changes nothing.
    """
    if text.isascii():
        return text.lower()
    for _pass in range(_MAX_PASSES):
        folded = unicodedata.normalize("NFKC", text).casefold().translate(_table())
        if folded == text:
            break
        text = folded
    return text


def readings(folded: str) -> tuple[str, ...]:
    """Return the ways in which a folded text can be read, each on one line with single spaces.

    The first is the text as it stands. There is a second where words are broken up, with those put
    together: marks between Han characters, Han characters or Latin letters that each stand alone, and
    the space that some set between Han and Latin.
    """
    as_it_stands = " ".join(folded.split())
    whole = _MARK_IN_HAN.sub("", folded)
    whole = _SPREAD_HAN.sub(lambda found: _NOT_HAN.sub("", found[0]), whole)
    whole = _SPELT.sub(lambda found: _NOT_LETTER.sub("", found[0]), whole)
    put_together = close_up(" ".join(whole.split()))
    return (as_it_stands,) if put_together == as_it_stands else (as_it_stands, put_together)


def close_up(line: str) -> str:
    """Take out the space between Han and other letters: 加 vx → 加vx."""
    return _SPACE_AT_HAN.sub("", line)


def place_of(text: str, reading: str, start: int, end: int) -> tuple[int, int]:
    """Return where in a text stands what was found from `start` to `end` of a reading of it.

    Returns (0, 0) where that cannot be told.
    """
    places: list[int] = []
    for place, piece in _pieces(text):
        for char in _fold_piece(piece):
            if len(places) < end and _is_alike(char, reading[len(places)]):
                places.append(place)
    if len(places) < end or start >= end:
        return 0, 0
    return places[start], next((p for p, _ in _pieces(text) if p > places[-1]), len(text))


def _pieces(text: str) -> list[tuple[int, str]]:
    """Cut a text into letters with what clings to them, each with its place."""
    return [(found.start(), found[0]) for found in _PIECE.finditer(text)]


def _is_alike(char: str, other: str) -> bool:
    return char == other or char.isspace() and other.isspace()


@lru_cache(maxsize=20_000)
def _fold_piece(piece: str) -> str:
    return fold(piece)


@cache
def _table() -> dict[int, str | None]:
    """Return what becomes of letters, by number: another letter, or nothing."""
    table: dict[int, str | None] = {}
    han = [chr(number) for first, last in _HAN_BLOCKS for number in range(first, last + 1)]
    simplified = (
        dict(zip(han, to_simplified("\n".join(han)).split("\n"), strict=True)) | _ALSO_ALIKE
    )
    for char in han:
        # 薴 → 苧 → 苎
        while simplified[char] != simplified[simplified[char]]:
            simplified[char] = simplified[simplified[char]]
        if simplified[char] != char:
            table[ord(char)] = simplified[char]
    for first, last in (*_UNSEEN, *_HEAPED):
        table |= dict.fromkeys(range(first, last + 1))
    return table
