"""What a check is given and what it answers."""

from dataclasses import dataclass
from typing import Any

PUBLISH, HOLD, REFUSE = "publish", "hold", "refuse"


@dataclass(frozen=True)
class Draft:
    """Words that ask to appear, with the language they are in."""

    body: str
    language: str


@dataclass(frozen=True)
class Record:
    """What is known of the writer."""

    is_newcomer: bool


@dataclass(frozen=True)
class Verdict:
    """What becomes of a draft: `publish`, `hold` or `refuse`; which check said so; why, for the writer."""

    outcome: str
    check: str = ""
    reason: Any = ""
