"""What a check is given and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from flask_babel import LazyString

from community.errors import Barred, Refused, TooMany
from community.screening.reasons import reason_of
from community.text.links import find_addresses
from community.text.mentions import count_called

PUBLISH, HOLD, REFUSE = "publish", "hold", "refuse"
# What holds for words of these checks is said to their writer once before a moderator has to look.
HINTED = frozenset({"repeat", "links", "spam"})
STATUSES = {"sanctioned": Barred, "closed": Barred}


class Answer(NamedTuple):
    """What the external service said of a draft, with a word about it; see external.py.

    `is_failure` where it said nothing of use, and the outcome is what is set for that.
    """

    outcome: str
    note: str = ""
    is_failure: bool = False


@dataclass(frozen=True)
class Sending:
    """How words came: what screening wants to know that the words themselves do not say.

    `is_limited` is False where nobody counts how often things are done, `typed_seconds` is how long the
    words took, if that is known; `hinted` are the checks that have sent them back already; `external`
    is what a service said.
    """

    is_limited: bool = False
    typed_seconds: float | None = None
    hinted: frozenset[str] = frozenset()
    external: Answer | None = None


AT_ONCE = Sending()


@dataclass(frozen=True)
class Draft:
    """Words that ask to appear.

    `kind` is comment, note, bio or name. `place_id` is the article under which they are to stand, with
    its `mode` (empty: the site's) and slow mode; the rest is as in Sending.
    """

    body: str
    language: str
    kind: str = "comment"
    place_id: int = 0
    is_host: bool = False
    is_change: bool = False
    mode: str = ""
    slow_seconds: int = 0
    is_limited: bool = False
    typed_seconds: float | None = None
    hinted: frozenset[str] = frozenset()
    external: Answer | None = None

    @cached_property
    def link_count(self) -> int:
        return len(find_addresses(self.body))

    @cached_property
    def mention_count(self) -> int:
        return count_called(self.body)


class Said(NamedTuple):
    """Something that the writer has said before. `body` is empty for what is too old to be compared."""

    place_id: int
    body: str
    state: str
    at: datetime


@dataclass(frozen=True)
class Record:
    """What is known of the writer; `said` is what they said of late, the newest first.

    `sanction` is the strongest one in force, `until` its end, `sanction_id` the decision behind it.
    """

    is_newcomer: bool = False
    is_staff: bool = False
    age: timedelta = timedelta(days=365)
    sanction: str = ""
    until: datetime | None = None
    sanction_id: int | None = None
    said: tuple[Said, ...] = ()

    @property
    def is_first_day(self) -> bool:
        return self.age < timedelta(days=1) and not self.is_staff


@dataclass(frozen=True)
class Verdict:
    """What becomes of a draft: `publish`, `hold` or `refuse`; which check said so, with its details.

    `marks` are the words that a moderator wants to see, whatever becomes of the rest.
    """

    outcome: str
    check: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    marks: tuple[str, ...] = ()

    @property
    def reason(self) -> LazyString | str:
        """Say why, to the writer, in the language of whoever reads it."""
        return reason_of(self.check, self.details)

    def with_marks(self, marks: tuple[str, ...]) -> "Verdict":
        return replace(self, marks=marks) if marks else self

    def as_kept(self) -> dict[str, Any] | None:
        """Return what is kept with the words; None for words that nothing is to be said of."""
        if not self.check and not self.marks:
            return None
        kept: dict[str, Any] = {"outcome": self.outcome, "check": self.check}
        return kept | {"details": dict(self.details), "marks": list(self.marks)}


class SentBack(Refused):
    """The words come back once, with a hint; sent again they are held. `check` is whose hint it is."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason, "body")
        self.check = verdict.check


def raise_refusal(verdict: Verdict, draft: Draft) -> None:
    """Raise what keeps the words from appearing: Refused (422), Barred (403), TooMany (429), SentBack."""
    if verdict.outcome == REFUSE:
        if seconds := verdict.details.get("seconds"):
            raise TooMany(verdict.reason, seconds)
        raise STATUSES.get(verdict.check, Refused)(verdict.reason, "body")
    if verdict.outcome == HOLD and verdict.check in HINTED - draft.hinted:
        raise SentBack(verdict)
