"""One line of the word rules: how it is read, and whether it stands in a text.

A line is words as they are said. `*` at its start or end lets the word go on there; `*` inside stands for
up to 20 letters. A line written /…/ is a regular expression of RE2, which takes linear time for any text.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import re2
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from community.text.folding import close_up, fold
from community.text.scripts import CJK

MAX_CHARACTERS = 100
MAX_GAPS = 2
GAP_LETTERS = 20
MAX_EXPRESSION_BYTES = 1 << 20

# Scripts that set no space between words: what stands beside them is no part of a word.
_UNSPACED = CJK + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_ACCENTS = "".join(
    chr(number) for number in range(0x300, 0x1E00) if unicodedata.category(chr(number))[0] == "M"
)
_OF_A_WORD = rf"(?![{_UNSPACED}])[\w{_ACCENTS}]"
_WORD_HERE = re.compile(_OF_A_WORD)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_PARTS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[^\x00-\x7f]+", re.DOTALL)


class BadPattern(ValueError):
    """A line that is no rule. `reason` says why, to whoever wrote it."""

    def __init__(self, reason: LazyString) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Words:
    """Words as they are said; their ends are the ends of words where they are in an alphabet."""

    def __init__(self, words: str, *, may_go_on: tuple[bool, bool] = (False, False)) -> None:
        self.needle = words
        self.key = "*" * may_go_on[0] + words + "*" * may_go_on[1]
        self.begins = not may_go_on[0] and _is_of_a_word(words, 0)
        self.ends = not may_go_on[1] and _is_of_a_word(words, len(words) - 1)

    def span_in(self, reading: str) -> tuple[int, int] | None:
        """Return where the words stand in a reading of a text, or None."""
        start = reading.find(self.needle)
        while start >= 0:
            end = start + len(self.needle)
            if not (
                self.begins
                and _is_of_a_word(reading, start - 1)
                or self.ends
                and _is_of_a_word(reading, end)
            ):
                return start, end
            start = reading.find(self.needle, start + 1)
        return None


class Gapped:
    """Words with gaps inside. The longest of them is looked for first."""

    def __init__(self, pieces: list[str], *, may_go_on: tuple[bool, bool]) -> None:
        self.pieces = pieces
        self.needle = max(pieces, key=len)
        self.key = "*" * may_go_on[0] + "*".join(pieces) + "*" * may_go_on[1]
        self.begins = not may_go_on[0] and _is_of_a_word(pieces[0], 0)
        self.ends = not may_go_on[1] and _is_of_a_word(pieces[-1], len(pieces[-1]) - 1)

    @cached_property
    def expression(self) -> re.Pattern[str]:
        gap = rf"\w{{0,{GAP_LETTERS}}}"
        before = f"(?<!{_OF_A_WORD})" if self.begins else ""
        after = f"(?!{_OF_A_WORD})" if self.ends else ""
        return re.compile(before + gap.join(map(re.escape, self.pieces)) + after)

    def span_in(self, reading: str) -> tuple[int, int] | None:
        """Return where the words stand in a reading of a text, or None."""
        if not all(piece in reading for piece in self.pieces):
            return None
        found = self.expression.search(reading)
        return found.span() if found else None


class Expression:
    """A regular expression, looked for in the folded text."""

    needle = ""

    def __init__(self, written: str) -> None:
        self.source = fold_expression(written)
        self.key = f"/{self.source}/"
        self.expression = compile_expression(self.source)

    def span_in(self, folded: str) -> tuple[int, int] | None:
        """Return where it is met in a folded text, or None."""
        found = self.expression.search(folded)
        return found.span() if found else None


Pattern = Words | Gapped | Expression


def read_pattern(line: str) -> Pattern:
    """Read a line. Raises BadPattern with the reason for one that is no rule."""
    line = line.strip()
    if len(line) > MAX_CHARACTERS:
        raise BadPattern(_l("A rule has room for 100 characters."))
    if len(line) > 2 and line[0] == line[-1] == "/":
        return _read_expression(line[1:-1])
    words = close_up(" ".join(fold(line).split()))
    if not words:
        raise BadPattern(_l("Nothing can be seen of it."))
    pieces = [piece for piece in words.split("*") if piece.strip()]
    if not pieces:
        raise BadPattern(_l("Only stars: it would be met everywhere."))
    if len(pieces) - 1 > MAX_GAPS:
        raise BadPattern(_l("A rule has room for two stars between its words."))
    pieces[0], pieces[-1] = pieces[0].lstrip(), pieces[-1].rstrip()
    may_go_on = (words.startswith("*"), words.endswith("*"))
    if len(pieces) == 1:
        return Words(pieces[0], may_go_on=may_go_on)
    return Gapped(pieces, may_go_on=may_go_on)


def _read_expression(written: str) -> Expression:
    try:
        expression = Expression(written)
    except re2.error as error:
        raise BadPattern(
            _l("This expression cannot be read: %(problem)s", problem=_said(error))
        ) from error
    if expression.span_in("") is not None:
        raise BadPattern(_l("This expression is met by no words at all, so by every text."))
    return expression


def fold_expression(written: str) -> str:
    """Fold the letters of an expression that are not ASCII, but for ranges of them."""

    def folded(found: re.Match[str]) -> str:
        part = found[0]
        if part[0] == "\\" or part[0] == "[" and "-" in part:
            return part
        return _FOREIGN.sub(lambda letters: re2.escape(fold(letters[0])), part)

    return _PARTS.sub(folded, written)


def compile_expression(source: str, max_bytes: int = MAX_EXPRESSION_BYTES) -> Any:
    """Compile by RE2. Raises re2.error."""
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.max_mem = max_bytes
    return re2.compile(source, options)


def any_of(expressions: Iterable[Expression]) -> Any:
    """Return one expression that is met where any of these is; None if RE2 has no room for it."""
    sources = [f"(?:{one.source})" for one in expressions]
    try:
        return compile_expression("|".join(sources), MAX_EXPRESSION_BYTES * (1 + len(sources)))
    except re2.error:
        return None


def _said(error: re2.error) -> str:
    said = error.args[0] if error.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def _is_of_a_word(text: str, place: int) -> bool:
    """Tell whether a letter, digit or accent of an alphabet stands at this place."""
    return 0 <= place < len(text) and _WORD_HERE.match(text, place) is not None
