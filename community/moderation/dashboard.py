"""What the moderators' dashboard shows of now: what waits, how long already, about whom."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, literal, or_, select, union_all

from community.accounts.models import User
from community.extensions import db
from community.moderation.models import Appeal, Decision
from community.screening.models import Case

MOST_REPORTED = 10


@dataclass
class Waiting:
    """How many things wait, since when the oldest, and how many of them longer than promised."""

    count: int = 0
    late: int = 0
    oldest_at: datetime | None = None

    def add(self, count: int, late: int, oldest_at: datetime) -> None:
        self.count += count
        self.late += late
        self.oldest_at = min(self.oldest_at or oldest_at, oldest_at)


@dataclass
class Backlog:
    """What waits, by queue and by language; and what became of the appeals answered of late."""

    queues: dict[str, Waiting] = field(
        default_factory=lambda: {
            name: Waiting() for name in ("reported", "held", "newcomers", "appeals")
        }
    )
    languages: dict[str, Waiting] = field(default_factory=dict)
    total: Waiting = field(default_factory=Waiting)
    answered: Counter[str] = field(default_factory=Counter)


def backlog(*, promised: datetime, since: datetime) -> Backlog:
    """Return what waits now; late is what began to wait before `promised`. One statement."""
    found = Backlog()
    for place, held_by, language, count, oldest_at, late in db.session.execute(
        union_all(_waiting_cases(promised), _waiting_appeals(promised, since))
    ):
        if place in ("upheld", "overturned"):
            found.answered[place] += count
            continue
        heaps = [found.total, found.queues["appeals" if place == "open" else place]]
        if place == "held" and held_by == "newcomers":
            heaps.append(found.queues["newcomers"])
        for heap in [*heaps, found.languages.setdefault(language, Waiting())]:
            heap.add(count, int(late), oldest_at)
    found.languages = dict(sorted(found.languages.items(), key=lambda one: -one[1].count))
    return found


def _waiting_cases(promised: datetime) -> Any:
    return (
        select(Case.place, Case.held_by, Case.language, *_counted(Case.opened_at, promised))
        .where(Case.place != "")
        .group_by(Case.place, Case.held_by, Case.language)
    )


def _waiting_appeals(promised: datetime, since: datetime) -> Any:
    """Return the appeals that are open, and those that were answered since then."""
    return (
        select(Appeal.state, literal(""), Appeal.language, *_counted(Appeal.created_at, promised))
        .outerjoin(Decision, Decision.id == Appeal.answer_id)
        .where(or_(Appeal.state == "open", Decision.created_at >= since))
        .group_by(Appeal.state, Appeal.language)
    )


def _counted(began: Any, promised: datetime) -> tuple[Any, ...]:
    return func.count(), func.min(began), func.sum(case((began < promised, 1), else_=0))


def most_reported() -> Sequence[Any]:
    """Return whose open cases weigh most: author_id, case_count, report_count, score."""
    score = func.sum(Case.score).label("score")
    return db.session.execute(
        select(
            Case.author_id,
            func.count().label("case_count"),
            func.sum(Case.report_count).label("report_count"),
            score,
        )
        .where(Case.place != "", Case.score > 0)
        .group_by(Case.author_id)
        .order_by(score.desc(), Case.author_id)
        .limit(MOST_REPORTED)
    ).all()


def names(ids: Iterable[int | None]) -> dict[int, str]:
    """Return id → username."""
    wanted = {id_ for id_ in ids if id_ is not None}
    people = select(User.id, User.username).where(User.id.in_(wanted))
    return {row.id: row.username for row in db.session.execute(people)} if wanted else {}
