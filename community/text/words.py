"""A text cut into lines, sentences or words that join to exactly the text again.

A Han, kana or hangul character is a word of its own, as Chinese has no spaces to tell words by; of
other scripts a run of letters and digits is. Each sign, each run of spaces and each line's end stand
apart.
"""

import re

from community.text.scripts import CJK

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCES = re.compile(
    r"[^\n。！？!?.]*(?:[。！？]+[”’」』）]*|[!?.]+[\"'”’)]*[^\S\n]+|[!?.]|\n|$)"
)
# Marks and joiners that belong to the character before them: accents, emoji of several parts.
_CLINGING = "\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe00-\ufe0f\u3099\u309a\U0001f3fb-\U0001f3ff"
_WORDS = re.compile(
    rf"\n|[^\S\n]+|[{CJK}][{_CLINGING}]*"
    rf"|(?:(?![{CJK}])\w[{_CLINGING}]*)+(?:['’](?:(?![{CJK}])\w[{_CLINGING}]*)+)*"
    rf"|[^\n][{_CLINGING}]*(?:\u200d[^\n][{_CLINGING}]*)*"
)


def split_lines(text: str) -> list[str]:
    """Return the lines, each with its end."""
    return _LINES.findall(text)


def split_sentences(text: str) -> list[str]:
    """Return the sentences, each with the signs and spaces that end it; a line ends one too."""
    return [sentence for sentence in _SENTENCES.findall(text) if sentence]


def split_words(text: str) -> list[str]:
    return _WORDS.findall(text)
