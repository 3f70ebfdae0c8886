"""How much a text is like what was removed here as spam."""

from typing import NamedTuple


class Judgement(NamedTuple):
    """The likeness to spam in percent, and the features that spoke, each with its weight."""

    percent: int
    features: tuple[tuple[str, float], ...] = ()


class SpamScore:
    """What was learned so far."""

    def judge(self, text: str) -> Judgement:
        return Judgement(0)


NOTHING_LEARNED = SpamScore()
