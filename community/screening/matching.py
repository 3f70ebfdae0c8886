"""Word rules as they are looked for: substrings for Han, whole words for Latin, on folded text."""

from collections.abc import Iterable
from typing import NamedTuple


class Match(NamedTuple):
    """A rule that was found in a text: its id, its pattern as it was written, and its effect."""

    rule_id: int
    pattern: str
    effect: str


class Matcher:
    """Looks for all rules in a text at once; a rule is (id, pattern, language, effect)."""

    def __init__(self, rules: Iterable[tuple[int, str, str, str]] = ()) -> None:
        self.rules = list(rules)

    def find(self, text: str, language: str) -> list[Match]:
        """Return the rules that a text meets, the strictest first."""
        return []


NO_RULES = Matcher()
