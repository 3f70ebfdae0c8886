"""Text as people type it: tidied, cut, counted."""

import math
import re
import unicodedata

from community.text.dialects import parser
from community.text.pictures import spoken
from community.text.scripts import CJK, is_cjk

WORDS_PER_MINUTE = 230
CHARACTERS_PER_MINUTE = 400

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters, marks that turn the direction of what follows, and what XML cannot carry.
_REFUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Soft hyphen, joiners, marks of direction, zero-width and blank characters, byte order mark.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u2060\u2061\u2062\u2063\u2064\u2800\u3164\ufeff\uffa0"
)
_SPACE = (
    " \t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000"
)
_UNSEEN = _SPACE + _INVISIBLE
_NOTHING = re.compile(f"[{_UNSEEN}\ufe00-\ufe0f]*")
_CHARACTER = re.compile(f"[{CJK}]")
_WORD = re.compile(rf"[{CJK}]|(?:(?![{CJK}])[^\W_])+(?:['’](?:(?![{CJK}])[^\W_])+)*")


def clean_text(text: str) -> str:
    """Tidy a text of several lines; doing it again changes nothing.

    NFC, lines ended by \\n, nothing invisible at the ends, no controls or overrides of direction,
    no more than two empty lines in a row. Spaces at the end of a line go, but for the two by which
    Markdown breaks a line.
    """
    text = unicodedata.normalize("NFC", _readable(text))
    lines = text.split("\n")
    following = [*lines[1:], ""]
    ended = [_line_end(line, after) for line, after in zip(lines, following, strict=True)]
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(ended)).strip(_UNSEEN)


def clean_line(text: str) -> str:
    """Tidy a text that must be one line, such as a title; each run of space becomes one space."""
    text = unicodedata.normalize("NFC", _readable(text))
    return re.sub(f"[{_SPACE}]+", " ", text).strip(_UNSEEN)


def is_blank(text: str) -> bool:
    """Tell whether nothing could be seen of a text."""
    return _NOTHING.fullmatch(_readable(text)) is not None


def excerpt(text: str, limit: int) -> str:
    """Cut plain text to at most `limit` characters, the final … included.

    Latin words stay whole where that costs no more than half of the text; between Chinese
    characters any place will do; an emoji or an accent is never torn.
    """
    text = clean_line(text)
    if len(text) <= limit:
        return text
    cut = max(limit - 1, 0)
    while cut and _is_torn(text, cut):
        cut -= 1
    word = cut
    while word and _is_inside_word(text, word):
        word -= 1
    kept = text[: word if word > limit // 2 else cut]
    return kept.rstrip(" ,.;:-–—，、；：。“‘「（(") + "…"


def to_plain(source: str) -> str:
    """Take the Markdown out of a text: one line a block, for excerpts, letters and search."""
    blocks = []
    for token in parser("article").parse(clean_text(source), {}):
        if token.type == "inline":
            blocks.append(spoken(token.children or []))
        elif token.type in ("fence", "text"):
            blocks.append(token.content)
    return "\n".join(line for line in map(str.strip, blocks) if line)


def word_count(text: str) -> int:
    """Count words: each Chinese character is one, and so is each word of other scripts."""
    return len(_WORD.findall(text))


def reading_minutes(text: str) -> int:
    """Estimate the minutes that reading takes at a quiet pace; at least one."""
    characters = len(_CHARACTER.findall(text))
    words = word_count(text) - characters
    minutes = characters / CHARACTERS_PER_MINUTE + words / WORDS_PER_MINUTE
    return max(1, math.ceil(minutes - 0.25))


def _readable(text: str) -> str:
    text = _SURROGATES.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    return _REFUSED.sub("", text)


def _line_end(line: str, after: str) -> str:
    words = line.rstrip(" \t\u3000")
    breaks = line.endswith("  ") and words and after.strip(" \t\u3000")
    return words + "  " if breaks else words


def _is_torn(text: str, cut: int) -> bool:
    """Tell whether the character after the cut clings to the one before it."""
    after = text[cut]
    return (
        unicodedata.category(after).startswith("M")
        or "\u200d" in (after, text[cut - 1])
        or "\U0001f3fb" <= after <= "\U0001f3ff"
    )


def _is_inside_word(text: str, cut: int) -> bool:
    before, after = text[cut - 1], text[cut]
    return all(char.isalnum() or char in "'’-" for char in (before, after)) and not (
        is_cjk(before) or is_cjk(after)
    )
