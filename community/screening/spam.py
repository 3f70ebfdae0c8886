"""How much a text is like what was removed here as spam.

What features speak for is fitted by NLTK's naive Bayes in a process of its own (fitting.py); here their
weights are added up. Of a text the strongest features speak, and a text of which little is known is
never called spam.
"""

import json
import math
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from community.screening.features import features_of

DATA = Path(__file__).parent / "data"
FITTING = Path(__file__).parent / "fitting.py"
TIMEOUT_SECONDS = 120
# What this site has decided counts more than what it was given to begin with.
LESSON_TIMES = 3
STRONGEST = 15
SHOWN = 8
# What fewer known features say is not enough to hold anybody's words.
ENOUGH_FEATURES = 3
MOST_WITHOUT_ENOUGH = 50
# Spam is rarer than other words; and one odd word is not to decide alone.
PRIOR = -2.2
LOUDEST = 3.0


class Judgement(NamedTuple):
    """The likeness to spam in percent, and the features that spoke, the loudest first.

    A weight above 0 speaks for spam.
    """

    percent: int
    features: tuple[tuple[str, float], ...] = ()


class SpamScore:
    """What was learned so far: feature → log-odds."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        self.weights = dict(weights or {})

    def judge(self, text: str) -> Judgement:
        """Return how like spam a text is."""
        if not self.weights:
            return Judgement(0)
        known = [(name, self._weight(name)) for name in features_of(text) if name in self.weights]
        loudest = sorted(known, key=lambda one: (-abs(one[1]), one[0]))[:STRONGEST]
        total = PRIOR + sum(weight for _name, weight in loudest)
        percent = math.floor(100 / (1 + math.exp(-max(-30.0, min(30.0, total)))))
        if sum(weight > 0 for _name, weight in loudest) < ENOUGH_FEATURES:
            percent = min(percent, MOST_WITHOUT_ENOUGH)
        return Judgement(percent, tuple(loudest[:SHOWN]))

    def _weight(self, name: str) -> float:
        return max(-LOUDEST, min(LOUDEST, self.weights[name]))


NOTHING_LEARNED = SpamScore()
Lesson = tuple[bool, str]


def fitted(lessons: Iterable[Lesson]) -> SpamScore:
    """Return the score that these lessons teach, beside what every site is given to begin with."""
    taught = [(is_spam, LESSON_TIMES, sorted(features_of(words))) for is_spam, words in lessons]
    told = json.dumps([*seed(), *taught], ensure_ascii=False)
    done = subprocess.run(
        [sys.executable, "-I", str(FITTING)],
        input=told.encode("utf-8", "replace"),
        stdout=subprocess.PIPE,
        timeout=TIMEOUT_SECONDS,
        check=True,
    )
    return SpamScore(json.loads(done.stdout))


@cache
def seed() -> tuple[tuple[bool, int, list[str]], ...]:
    """Return what every site is given to begin with."""
    return tuple((is_spam, 1, sorted(features_of(words))) for is_spam, words in seed_texts())


def seed_texts() -> list[Lesson]:
    found: list[Lesson] = []
    for path in sorted(DATA.glob("*.toml")):
        texts: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [(True, words) for words in texts["spam"]]
        found += [(False, words) for words in texts["ordinary"]]
    return found
