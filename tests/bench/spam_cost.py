"""How well the spam score tells, and what it costs: `python -m tests.bench.spam_cost`."""

import time
from random import Random

from community.screening.features import features_of
from community.screening.fitting import fit
from community.screening.spam import SpamScore, fitted, seed_texts

FOLDS = 5
LIMIT_PERCENT = 90
COMMENT = "刚到这里，我家的猫 Mochi 也来打招呼 🐱 Does anyone know a good noodle place near 西湖？谢谢大家！"


def accuracy() -> tuple[float, float]:
    """Return precision and recall at the limit, each text judged by what the others taught."""
    texts = seed_texts()
    Random(1).shuffle(texts)
    held = wrong = spam = 0
    for fold in range(FOLDS):
        taught = [one for place, one in enumerate(texts) if place % FOLDS != fold]
        score = SpamScore(fit([(is_spam, 1, sorted(features_of(w))) for is_spam, w in taught]))
        for is_spam, words in texts[fold::FOLDS]:
            is_held = score.judge(words).percent >= LIMIT_PERCENT
            spam += is_spam
            held += is_held and is_spam
            wrong += is_held and not is_spam
    return held / max(1, held + wrong), held / spam


def judge_cost(times: int = 2_000) -> float:
    """Return the milliseconds of processor time that judging a comment takes."""
    score = fitted([])
    start = time.process_time()
    for _ in range(times):
        score.judge(COMMENT)
    return (time.process_time() - start) * 1000 / times


if __name__ == "__main__":
    precision, recall = accuracy()
    print(f"precision {precision:.3f}, recall {recall:.3f} at {LIMIT_PERCENT} %")
    print(f"{judge_cost():.3f} ms a comment of {len(COMMENT)} characters")
