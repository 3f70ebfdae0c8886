"""Setting a line of type: each character in the first face that has it, a little room between scripts."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from community.feeds.faces import Face, can_draw, faces
from community.text.plain import clean_line
from community.text.scripts import is_cjk, script_of

# Room between Han and Latin, of a character (CLREQ §3.2.2 allows up to a quarter).
GAP = 0.14
# What can be set from left to right, one character after the other. "Fullwidth" are the letters of ＡＢＣ.
SCRIPTS = {"Latin", "Han", "Kana", "Hangul", "Greek", "Cyrillic", "Bopomofo", "Fullwidth", ""}
# What joins emoji and chooses their looks.
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufe00-\ufe0f\U000e0000-\U000e0fff]")
# In pixels, for asking what there is and how wide it is.
_TRIED = 64


@dataclass(frozen=True)
class Run:
    """Characters in one face; `x` in pixels from the start of the line."""

    text: str
    face: Face
    x: float


@dataclass(frozen=True)
class SetLine:
    """A line that is ready to be drawn; `width` in pixels."""

    runs: list[Run]
    width: float


def drawable(text: str, language: str) -> str:
    """Return what this machine can draw of a text: "" if a letter or a digit would be missing.

    Emoji, and other signs that no face has, are left out.
    """
    text = clean_line(text)
    if any(char.isalpha() and script_of(char) not in SCRIPTS for char in text):
        return ""
    seen = (char for char in text if not _UNSEEN.match(char))
    kept = [char for char in seen if _place_of(char, language) is not None]
    is_whole = all(char in kept for char in text if char.isalnum())
    return clean_line("".join(kept)) if is_whole else ""


def width_of(text: str, language: str) -> float:
    """Return how wide a text is about, in characters: without setting it, and whatever the size."""
    width, before = 0.0, ""
    for char in text:
        width += _advance(char, language)
        if before and is_cjk(before) != is_cjk(char) and _needs_room(before, char):
            width += GAP
        before = char
    return width


def set_line(text: str, language: str, size: int) -> SetLine:
    """Set a text that is `drawable` in a size in pixels."""
    runs: list[Run] = []
    x, was_cjk = 0.0, None
    for (face, cjk), group in groupby(text, key=lambda char: _look(char, language, size)):
        run = "".join(group)
        if face is None:
            continue
        if was_cjk is not None and cjk != was_cjk and _needs_room(runs[-1].text[-1], run[0]):
            x += GAP * size
        runs.append(Run(run, face, x))
        x += face.getlength(run)
        was_cjk = cjk
    return SetLine(runs, x)


@lru_cache(maxsize=20_000)
def _advance(char: str, language: str) -> float:
    face = _face_of(char, language, _TRIED)
    return face.getlength(char) / _TRIED if face else 0.0


def _look(char: str, language: str, size: int) -> tuple[Face | None, bool]:
    return _face_of(char, language, size), is_cjk(char)


def _face_of(char: str, language: str, size: int) -> Face | None:
    """Return the first face that has a character, in a size. Which it is, is asked in one size only."""
    place = _place_of(char, language)
    return None if place is None else faces(language, size)[place]


@lru_cache(maxsize=20_000)
def _place_of(char: str, language: str) -> int | None:
    tried = enumerate(faces(language, _TRIED))
    return next((place for place, face in tried if can_draw(face, char, language)), None)


def _needs_room(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum()
