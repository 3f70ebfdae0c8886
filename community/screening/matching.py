"""Word rules as they are looked for: substrings for Han, whole words for Latin, on folded text."""

import logging
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from community.screening.patterns import BadPattern, Expression, Pattern, any_of, read_pattern
from community.text.folding import fold, readings
from community.text.scripts import HAN

STRICTNESS = {"block": 0, "hold": 1, "mark": 2}
# What English text is made of, the commonest first; all else is rarer, Han characters above all.
_COMMON = " etaoinshrdlucmfwypvbgkjqxz"
_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile("[a-z]")

logger = logging.getLogger(__name__)


class Match(NamedTuple):
    """A rule that was found in a text: its id, its pattern as it was written, and its effect."""

    rule_id: int
    pattern: str
    effect: str


class _Group:
    """The rules for one language: words, and expressions with one that is met where any of them is."""

    def __init__(self) -> None:
        self.words: list[tuple[str, str, Pattern, Match]] = []
        self.expressions: list[tuple[Expression, Match]] = []

    def add(self, pattern: Pattern, match: Match) -> None:
        if isinstance(pattern, Expression):
            self.expressions.append((pattern, match))
        else:
            self.words.append((_rarest(pattern.needle), pattern.needle, pattern, match))

    def close(self) -> None:
        several = [expression for expression, _ in self.expressions]
        self.any = any_of(several) if len(several) > 1 else None

    def find(self, folded: str, ways: tuple[str, ...]) -> Iterator[Match]:
        for reading in ways:
            letters = frozenset(reading)
            # This loop is what the rules cost; most of them end at its first question.
            for rarest, needle, pattern, match in self.words:
                if rarest in letters and needle in reading and pattern.span_in(reading):
                    yield match
        if self.expressions and (self.any is None or self.any.search(folded)):
            yield from (match for one, match in self.expressions if one.span_in(folded))


class Matcher:
    """Looks for all rules in a text at once; a rule is (id, pattern, language, effect).

    What a text's language is said to be adds rules and never takes any away, for the writer chooses it
    and half of what is said here is in two languages: rules for `zh` are looked for in every text that
    is in Chinese or holds a Han character, rules for `en` in every one that is in English or holds a
    Latin letter, rules for `any` in all.
    """

    def __init__(self, rules: Iterable[tuple[int, str, str, str]] = ()) -> None:
        self.rules = list(rules)
        self._groups = {"zh": _Group(), "en": _Group(), "any": _Group()}
        self._order: dict[int, tuple[int, int]] = {}
        for place, (rule_id, line, language, effect) in enumerate(self.rules):
            self._order[rule_id] = (STRICTNESS[effect], place)
            self._add(Match(rule_id, line, effect), language)
        for group in self._groups.values():
            group.close()

    def find(self, text: str, language: str) -> list[Match]:
        """Return the rules that a text meets, the strictest first."""
        if not self.rules:
            return []
        folded = fold(text)
        return self.find_in(folded, asked_of(folded, language))

    def find_in(self, folded: str, languages: Iterable[str]) -> list[Match]:
        """Return the rules for these languages that a folded text meets, the strictest first."""
        ways = readings(folded)
        found = {match for name in languages for match in self._groups[name].find(folded, ways)}
        return sorted(found, key=lambda match: self._order[match.rule_id])

    def _add(self, match: Match, language: str) -> None:
        try:
            self._groups[language].add(read_pattern(match.pattern), match)
        except BadPattern as bad:
            # It was good when it was saved; one rule the less is better than no comments at all.
            logger.warning("The word rule %d cannot be read: %s", match.rule_id, bad)


def asked_of(folded: str, language: str) -> tuple[str, ...]:
    """Return the languages whose rules are looked for in a folded text: always `any`."""
    is_zh = language.startswith("zh") or _HAN.search(folded)
    is_en = language.startswith("en") or _LATIN.search(folded)
    return ("any", *(("zh",) if is_zh else ()), *(("en",) if is_en else ()))


def _rarest(words: str) -> str:
    """Return the letter of some words that is likely to be missing from a text."""
    return max(words, key=lambda letter: (not letter.isascii(), _COMMON.find(letter) % 99))


NO_RULES = Matcher()
