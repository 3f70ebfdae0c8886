"""What the moderators' desk lists: its queues of cases, and how much waits in each."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true, tuple_

from community.accounts.models import User
from community.database import decode_cursor, encode_cursor, now
from community.extensions import db
from community.moderation.filters import Filters, article_id, is_by, is_in_language
from community.moderation.item_rows import OPEN, read_items
from community.moderation.items import Item
from community.moderation.models import Appeal, Decision
from community.moderation.routing import first_for
from community.screening.models import Case
from community.screening.policy import Policy
from community.screening.queries import current_policy

PAGE = 20
DAY = timedelta(days=1)
QUEUES = ("reported", "held", "newcomers")
_IS_NEWCOMERS = and_(Case.place == "held", Case.held_by == "newcomers")


@dataclass
class QueuePage:
    """A page of a queue; `elsewhere` counts what goes first to moderators of other languages."""

    items: list[Item]
    next_cursor: str = ""
    elsewhere: int = 0


def queue_counts() -> dict[str, int]:
    """Return how many cases wait in each queue, and how many decisions the last day brought.

    Those of newcomers are among the held ones.
    """
    appeals = select(func.count()).select_from(Appeal).where(Appeal.state == "open")
    decided = select(func.count()).select_from(Decision).where(Decision.created_at > now() - DAY)
    columns = (
        func.sum(case((Case.place == "reported", 1), else_=0)),
        func.sum(case((Case.place == "held", 1), else_=0)),
        func.sum(case((_IS_NEWCOMERS, 1), else_=0)),
        appeals.scalar_subquery(),
        decided.scalar_subquery(),
    )
    row = db.session.execute(select(*columns).where(Case.place != "")).one()
    names = ("reported", "held", "newcomers", "appeals", "decided")
    return {name: int(count or 0) for name, count in zip(names, row, strict=True)}


def waiting_count(counts: dict[str, int]) -> int:
    """Return how much waits in all; newcomers' words are among the held ones."""
    return counts["reported"] + counts["held"] + counts["appeals"]


def queue_page(queue: str, filters: Filters, who: User, after: str | None = None) -> QueuePage:
    """Return a page of a queue as this moderator is to see it."""
    policy = current_policy()
    wanted = and_(_is_in(queue), _matches(filters), moderated_by(who))
    sees_all = filters.everything or filters.language or not who.reads
    mine = true() if sees_all else _goes_first_to(who, policy)
    page = OPEN.where(wanted, mine, _follows(filters.order, after))
    items = read_items(page.order_by(*_sorting(filters.order)).limit(PAGE + 1))
    has_more = len(items) > PAGE
    cursor = _cursor(filters.order, items[PAGE - 1]) if has_more else ""
    elsewhere = 0 if sees_all else _count(wanted, ~mine)
    return QueuePage(items[:PAGE], cursor, elsewhere)


def moderated_by(_who: User) -> ColumnElement[bool]:
    """Hold for what this moderator may decide: all of it, as long as nobody keeps one circle only."""
    return true()


def _goes_first_to(who: User, policy: Policy) -> ColumnElement[bool]:
    """Hold for the cases that this moderator sees first; what may be against the law all of them see."""
    return or_(first_for(who, policy, Case.language, Case.opened_at), Case.is_legal)


def languages_of(queue: str) -> list[str]:
    """Return the languages that wait in a queue, for the filter."""
    found = select(Case.language).where(_is_in(queue)).distinct().order_by(Case.language)
    return list(db.session.scalars(found))


def _is_in(queue: str) -> ColumnElement[bool]:
    return _IS_NEWCOMERS if queue == "newcomers" else Case.place == queue


def _matches(filters: Filters) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [true()]
    if filters.language:
        conditions.append(is_in_language(Case.language, filters.language))
    if filters.check:
        conditions.append(Case.held_by == filters.check)
    if filters.article:
        conditions.append(Case.under_id == article_id(filters.article))
    if filters.author:
        conditions.append(is_by(Case.author_id, filters.author))
    return and_(*conditions)


def _sorting(order: str) -> tuple[Any, ...]:
    return (Case.score.desc(), Case.id.asc()) if order == "worst" else (Case.opened_at, Case.id)


def _cursor(order: str, item: Item) -> str:
    if order == "worst":
        return encode_cursor(str(item.score), item.case_id or 0)
    return encode_cursor(item.opened_at or now(), item.case_id or 0)


def _follows(order: str, after: str | None) -> ColumnElement[bool]:
    """Hold for what stands after a cursor; for everything where there is none, or rubbish."""
    if order == "worst":
        return _follows_score(after)
    place = decode_cursor(after, type(now()), int)
    return tuple_(Case.opened_at, Case.id) > tuple(place) if place else true()


def _follows_score(after: str | None) -> ColumnElement[bool]:
    place = decode_cursor(after, str, int)
    try:
        score = float(place[0]) if place else None
    except ValueError:
        score = None
    if place is None or score is None:
        return true()
    return or_(Case.score < score, and_(Case.score == score, Case.id > place[1]))


def _count(*conditions: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Case).where(*conditions)) or 0
