"""Fit the spam score: run in a process of its own, so that NLTK's memory is given back afterwards.

Reads a JSON list of [is_spam, times, features] from standard input; writes feature → log-odds. Imports
nothing of ours, for that would load the whole site.
"""

import json
import math
import sys
from typing import Any

from nltk.classify.naivebayes import NaiveBayesClassifier
from nltk.probability import LidstoneProbDist

# Seen in fewer texts, a feature is chance.
SEEN_IN = 2
# Laplace's rule would let a rare feature speak too softly, none too loudly.
GAMMA = 0.3


def lidstone(counts: Any, bins: int = 2) -> Any:
    """Estimate a probability from counts (nltk's name for the choice of smoothing)."""
    return LidstoneProbDist(counts, GAMMA, max(2, bins))


def fit(lessons: list[Any]) -> dict[str, float]:
    """Return how much more likely each feature is in spam than elsewhere, as a natural logarithm."""
    rows = [
        (dict.fromkeys(features, True), bool(is_spam))
        for is_spam, times, features in lessons
        for _ in range(times)
    ]
    seen: dict[str, int] = {}
    for _is_spam, _times, features in lessons:
        for feature in features:
            seen[feature] = seen.get(feature, 0) + 1
    known = {feature for feature, count in seen.items() if count >= SEEN_IN}
    rows = [({name: True for name in features if name in known}, label) for features, label in rows]
    if len({label for _features, label in rows}) < 2:
        return {}
    model: Any = NaiveBayesClassifier.train(rows, estimator=lidstone)
    return {name: round(_log_odds(model, name), 3) for name in sorted(known)}


def _log_odds(model: Any, name: str) -> float:
    chances = [model._feature_probdist[label, name].prob(True) for label in (True, False)]
    return math.log(chances[0] / chances[1])


if __name__ == "__main__":
    json.dump(fit(json.load(sys.stdin)), sys.stdout, ensure_ascii=False)
