"""Reads for the author's desk: one's own drafts, what is scheduled, published, and removed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, tuple_

from community.accounts.models import User
from community.articles.models import Article
from community.articles.queries import is_public
from community.articles.team_models import Contribution
from community.database import decode_cursor, encode_cursor, now
from community.extensions import db

DESK_PAGE = 30
SHELVES = ("drafts", "scheduled", "published", "removed")
COLUMNS = (
    Article.slug,
    Article.kind,
    Article.state,
    Article.title,
    Article.language,
    Article.published_at,
    Article.updated_at,
    Article.read_count,
    Article.like_count,
    Article.comment_count,
    Article.bookmark_count,
    Article.id,
    Article.held_by,
)


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One of one's own articles, as the desk lists it."""

    slug: str
    kind: str
    state: str
    title: str
    language: str
    published_at: datetime | None
    updated_at: datetime
    read_count: int
    like_count: int
    comment_count: int
    bookmark_count: int
    id: int
    held_by: str

    @property
    def is_scheduled(self) -> bool:
        is_ahead = self.published_at is not None and self.published_at > now()
        return self.state == "published" and is_ahead

    @property
    def url(self) -> str:
        return f"/articles/{self.slug}"


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Some rows, and the cursor of those that follow: None on the last page."""

    rows: list[DeskRow]
    after: str | None


def desk_rows(who: User, shelf: str, after: str | None = None) -> DeskPage:
    """Return one shelf of an author's own articles, the last touched first."""
    query = select(*COLUMNS).where(_is_written_by(who), _stands_on(shelf))
    if place := decode_cursor(after, datetime, int):
        query = query.where(tuple_(Article.updated_at, Article.id) < tuple(place))
    query = query.order_by(Article.updated_at.desc(), Article.id.desc()).limit(DESK_PAGE + 1)
    rows = [DeskRow(*tuple(row)) for row in db.session.execute(query)]
    last = rows[DESK_PAGE - 1] if len(rows) > DESK_PAGE else None
    return DeskPage(rows[:DESK_PAGE], encode_cursor(last.updated_at, last.id) if last else None)


def desk_row(article: Article) -> DeskRow:
    """Return the row of an article that is at hand."""
    return DeskRow(*(getattr(article, column.key) for column in COLUMNS))


def desk_counts(who: User) -> dict[str, int]:
    """Return how many of an author's own articles stand on each shelf."""
    counts = (func.count(case((_stands_on(shelf), 1))) for shelf in SHELVES)
    row = db.session.execute(select(*counts).where(_is_written_by(who))).one()
    return dict(zip(SHELVES, row, strict=True))


def _is_written_by(who: User) -> ColumnElement[bool]:
    """Hold for one's own articles, and those that one writes with others."""
    accepted = (Contribution.article_id == Article.id, Contribution.accepted_at.is_not(None))
    return or_(
        Article.author_id == who.id, exists().where(*accepted, Contribution.user_id == who.id)
    )


def _stands_on(shelf: str) -> ColumnElement[bool]:
    conditions = {
        "drafts": Article.state == "draft",
        "scheduled": and_(Article.state == "published", Article.published_at > now()),
        "published": is_public(),
        "removed": Article.state == "removed",
    }
    return conditions[shelf]
