"""What the moderators' desk lists: its queues, their counts, and the filters on them."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true, tuple_

from community.accounts import queries as accounts
from community.accounts.models import User
from community.articles.models import Article
from community.database import decode_cursor, encode_cursor, now
from community.extensions import db
from community.moderation.item_rows import OPEN, read_items
from community.moderation.items import Item
from community.moderation.models import Appeal, Decision
from community.screening.models import Case
from community.screening.policy import Policy
from community.screening.queries import current_policy

PAGE = 20
DAY = timedelta(days=1)
ORDERS = ("oldest", "worst")
QUEUES = ("reported", "held", "newcomers")
_IS_NEWCOMERS = and_(Case.place == "held", Case.held_by == "newcomers")
# Written alike in both ways, or in no language that anybody would have to read.
OPEN_TO_ALL = ("und", "")


@dataclass(frozen=True)
class Filters:
    """What a moderator wants to see of a queue; empty texts mean everything.

    `everything` shows as well what goes first to those who read other languages.
    """

    order: str = "oldest"
    language: str = ""
    article: str = ""
    author: str = ""
    check: str = ""
    everything: bool = False

    @property
    def query(self) -> dict[str, str]:
        """Return the filters as they stand in an address."""
        chosen = {"language": self.language, "article": self.article, "author": self.author}
        chosen |= {"check": self.check, "all": "1" if self.everything else ""}
        chosen |= {"order": self.order if self.order != "oldest" else ""}
        return {name: value for name, value in chosen.items() if value}

    def address(self, queue: str, **changed: Any) -> str:
        query = urlencode(replace(self, **changed).query)
        return f"/moderation/{queue}?{query}" if query else f"/moderation/{queue}"


@dataclass
class QueuePage:
    """A page of a queue; `elsewhere` counts what goes first to moderators of other languages."""

    items: list[Item]
    next_cursor: str = ""
    elsewhere: int = 0


def read_filters(asked: Any) -> Filters:
    """Read the filters of an address; rubbish counts as nothing."""

    def text(name: str) -> str:
        value = asked.get(name, "").strip()
        return value[:200] if "\x00" not in value else ""

    order = text("order")
    return Filters(
        order=order if order in ORDERS else "oldest",
        language=text("language"),
        article=text("article"),
        author=text("author").lstrip("@"),
        check=text("check"),
        everything=text("all") == "1",
    )


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
    mine = true() if filters.everything or filters.language else first_for(who, policy)
    page = OPEN.where(wanted, mine, _follows(filters.order, after))
    items = read_items(page.order_by(*_sorting(filters.order)).limit(PAGE + 1))
    has_more = len(items) > PAGE
    cursor = _cursor(filters.order, items[PAGE - 1]) if has_more else ""
    elsewhere = 0 if mine is true() or filters.everything else _count(wanted, ~mine)
    return QueuePage(items[:PAGE], cursor, elsewhere)


def moderated_by(_who: User) -> ColumnElement[bool]:
    """Hold for what this moderator may decide: all of it, as long as nobody keeps one circle only."""
    return true()


def first_for(who: User, policy: Policy) -> ColumnElement[bool]:
    """Hold for what this moderator reads, and for what has waited long enough for anybody to help."""
    if not who.reads:
        return true()
    since = now() - timedelta(minutes=policy.others_after_minutes)
    reads = [
        Case.language.like(f"{base}%") for base in {one.partition("-")[0] for one in who.reads}
    ]
    return or_(*reads, Case.language.in_(OPEN_TO_ALL), Case.opened_at < since, Case.is_legal)


def languages_of(queue: str) -> list[str]:
    """Return the languages that wait in a queue, for the filter."""
    found = select(Case.language).where(_is_in(queue)).distinct().order_by(Case.language)
    return list(db.session.scalars(found))


def _is_in(queue: str) -> ColumnElement[bool]:
    return _IS_NEWCOMERS if queue == "newcomers" else Case.place == queue


def _matches(filters: Filters) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [true()]
    if filters.language:
        conditions.append(Case.language == filters.language)
    if filters.check:
        conditions.append(Case.held_by == filters.check)
    if filters.article:
        slug = select(Article.id).where(Article.slug == filters.article).scalar_subquery()
        conditions.append(Case.under_id == slug)
    if filters.author:
        author = accounts.by_username(filters.author)
        conditions.append(Case.author_id == (author.id if author else 0))
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
