"""Reads of what an article said before: the list of its versions, one of them, and what it says now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from community.accounts.models import User
from community.articles.draft_models import Revision
from community.articles.models import Article
from community.errors import NotFound
from community.extensions import db

PAGE = 50


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A version as the list shows it; `growth` is by how many characters its text is longer."""

    version: int
    title: str
    language: str
    created_at: datetime
    restored_version: int | None
    by: str | None
    size: int
    size_before: int | None

    @property
    def growth(self) -> int:
        return self.size - (self.size_before or 0)


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """Some versions, the latest first, and the version that the next page begins below."""

    rows: list[RevisionRow]
    below: int | None


def revision_rows(article: Article, below: int | None = None) -> RevisionPage:
    """Return the versions of an article without their words, one more than shown to compare with."""
    found = _rows_query(article)
    if below is not None:
        found = found.where(Revision.version < below)
    rows = [RevisionRow(*row) for row in db.session.execute(found.limit(PAGE + 1))]
    return RevisionPage(rows[:PAGE], rows[PAGE - 1].version if len(rows) > PAGE else None)


def _rows_query(article: Article) -> Select[*tuple[Any, ...]]:
    size = func.length(Revision.body)
    earlier = Revision.__table__.alias()
    before = (
        select(func.length(earlier.c.body))
        .where(earlier.c.article_id == article.id, earlier.c.version < Revision.version)
        .order_by(earlier.c.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            Revision.version,
            Revision.title,
            Revision.language,
            Revision.created_at,
            Revision.restored_version,
            User.username,
            size,
            before,
        )
        .outerjoin(User, User.id == Revision.by_id)
        .where(Revision.article_id == article.id)
        .order_by(Revision.version.desc())
    )


def revision_at(article: Article, version: int) -> Revision:
    """Return what an article said in one version. Raises NotFound."""
    if found := db.session.get(Revision, (article.id, version)):
        return found
    raise NotFound


def revision_if_kept(article: Article, version: int | None) -> Revision | None:
    return db.session.get(Revision, (article.id, version)) if version else None


def version_before(article: Article, version: int) -> int | None:
    """Return the version that was kept before this one, or None for the first."""
    return db.session.scalar(
        select(func.max(Revision.version)).where(
            Revision.article_id == article.id, Revision.version < version
        )
    )


def version_after(article: Article, version: int) -> int | None:
    return db.session.scalar(
        select(func.min(Revision.version)).where(
            Revision.article_id == article.id, Revision.version > version
        )
    )
