"""How long decisions took of late, overall, by language and by the hour; who made them and when.

The waits of the window are read as numbers, the newest first, and their percentiles are taken here, so
they are the same on every database.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo
from statistics import median
from typing import Any

from sqlalchemy import select

from community.extensions import db
from community.moderation.models import Decision

MOST_READ = 20_000
HOURS = 24
# What a column of the plot is stacked of.
KINDS = ("approve", "remove", "other")


@dataclass(frozen=True)
class Speed:
    """How many decisions, and how many seconds half of them and 95 of 100 took at most."""

    count: int
    median: float
    late: float


@dataclass
class Decided:
    """The decisions of a window: their speed, by person and outcome, and slot by slot."""

    overall: Speed | None = None
    languages: dict[str, Speed] = field(default_factory=dict)
    hours: list[Speed | None] = field(default_factory=list)
    slots: list[Counter[str]] = field(default_factory=list)
    people: dict[int | None, Counter[str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(sum(one.values()) for one in self.people.values())


def slots(moment: datetime, days: int, zone: tzinfo) -> list[datetime]:
    """Return when the slots of a window begin: the last 24 hours, or days up to today, in a zone."""
    here = moment.astimezone(zone)
    if days == 1:
        hour = here.replace(minute=0, second=0, microsecond=0)
        return [hour - timedelta(hours=back) for back in range(HOURS - 1, -1, -1)]
    today = here.date()
    dates = [today - timedelta(days=back) for back in range(days - 1, -1, -1)]
    return [datetime.combine(one, time(), zone) for one in dates]


def decided(starts: Sequence[datetime], zone: tzinfo) -> Decided:
    """Return what was decided since the first of these slots."""
    found = Decided(slots=[Counter() for _ in starts])
    waits: dict[Any, list[float]] = {}
    for row in _decisions(starts[0]):
        _count(found, row, starts)
        if row.waited_since is not None and row.by_id is not None:
            waited = max(0.0, (row.created_at - row.waited_since).total_seconds())
            hour = row.created_at.astimezone(zone).hour
            for heap in ("all", row.words_language, hour):
                waits.setdefault(heap, []).append(waited)
    found.overall = speed_of(waits.pop("all", []))
    found.hours = [speed_of(waits.pop(hour, [])) for hour in range(HOURS)]
    speeds = {language: speed_of(times) for language, times in waits.items()}
    kept = {language: speed for language, speed in speeds.items() if speed}
    found.languages = dict(sorted(kept.items(), key=lambda one: -one[1].count))
    return found


def speed_of(waits: list[float]) -> Speed | None:
    """Return median and 95th percentile (nearest rank) of some waits; None for none."""
    if not waits:
        return None
    ordered = sorted(waits)
    rank = max(0, -(-95 * len(ordered) // 100) - 1)
    return Speed(len(ordered), median(ordered), ordered[rank])


def _count(found: Decided, row: Any, starts: Sequence[datetime]) -> None:
    found.people.setdefault(row.by_id, Counter())[row.outcome] += 1
    kind = row.outcome if row.outcome in KINDS else "other"
    place = sum(start <= row.created_at for start in starts) - 1
    found.slots[max(0, place)][kind] += 1


def _decisions(since: datetime) -> Sequence[Any]:
    columns = (Decision.created_at, Decision.waited_since, Decision.words_language)
    newest = select(*columns, Decision.by_id, Decision.outcome).where(Decision.created_at >= since)
    return db.session.execute(newest.order_by(Decision.id.desc()).limit(MOST_READ)).all()
