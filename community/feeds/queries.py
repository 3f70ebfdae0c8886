"""Reads of feeds, all as a guest: first a stamp of each entry, then what the entries say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from community.articles import queries as articles
from community.articles.models import Article
from community.comments import queries as comments
from community.comments.models import Comment
from community.database import decode_cursor, encode_cursor
from community.extensions import db

PAGE = 20
# A page of the longest articles there may be would have 8 MB: it ends earlier.
MAX_CHARACTERS = 1_000_000


class Stamp(NamedTuple):
    """What changes when an entry does; `length` is that of its HTML in characters."""

    id: int
    edition: str
    published_at: datetime
    changed_at: datetime
    length: int


@dataclass(frozen=True)
class Stamps:
    """Those of a page, and the cursor of the page that follows: "" on the last."""

    rows: list[Stamp]
    after: str

    @property
    def ids(self) -> list[int]:
        return [row.id for row in self.rows]

    @property
    def changed_at(self) -> datetime | None:
        return max((row.changed_at for row in self.rows), default=None)


def article_stamps(after: str | None, **of: Any) -> Stamps:
    """Return the stamps of the newest public articles, of one `tag`, `kind` or `author`."""
    query = articles.only_newest(
        select(
            Article.id,
            Article.version,
            Article.html_version,
            Article.slug,
            Article.published_at,
            Article.updated_at,
            func.length(Article.body_html),
        ),
        after,
        **of,
    )
    rows = db.session.execute(query.limit(PAGE + 1)).all()
    return _page(
        [
            Stamp(id_, f"{version}.{cleaner}.{slug}", published_at, max(published_at, at), length)
            for id_, version, cleaner, slug, published_at, at, length in rows
        ]
    )


def articles_of(ids: Collection[int]) -> list[Article]:
    """Return these articles with byline, tags and cover, in the order of the ids."""
    loaded = (selectinload(Article.tags), selectinload(Article.credits))
    query = select(Article).where(Article.id.in_(ids), articles.is_public()).options(*loaded)
    return _in_order(ids, db.session.scalars(query).all()) if ids else []


def comment_stamps(article_id: int, after: str | None) -> Stamps:
    """Return the stamps of the newest comments on an article that everybody may read."""
    place = decode_cursor(after, datetime, int)
    query = select(
        Comment.id,
        Comment.version,
        Comment.html_version,
        Comment.created_at,
        Comment.edited_at,
        func.length(Comment.body_html),
    ).where(Comment.article_id == article_id, _is_said())
    if place:
        query = query.where(tuple_(Comment.created_at, Comment.id) < tuple(place))
    query = query.order_by(Comment.created_at.desc(), Comment.id.desc())
    return _page(
        [
            Stamp(id_, f"{version}.{cleaner}", created_at, edited_at or created_at, length)
            for id_, version, cleaner, created_at, edited_at, length in db.session.execute(
                query.limit(PAGE + 1)
            )
        ]
    )


def comments_of(ids: Collection[int]) -> list[Comment]:
    """Return these comments with their authors, in the order of the ids."""
    query = (
        select(Comment).where(Comment.id.in_(ids), _is_said()).options(joinedload(Comment.author))
    )
    return _in_order(ids, db.session.scalars(query).all()) if ids else []


def _is_said() -> ColumnElement[bool]:
    """Hold for comments that a guest reads: not held, removed, deleted, or folded away."""
    is_seen = and_(Comment.state == "published", Comment.hidden_at.is_(None))
    return and_(comments.visible_to(None), is_seen)


def _page(rows: list[Stamp]) -> Stamps:
    kept: list[Stamp] = []
    for row in rows[:PAGE]:
        if kept and sum(one.length for one in kept) + row.length > MAX_CHARACTERS:
            break
        kept.append(row)
    has_more = len(kept) < len(rows)
    return Stamps(kept, encode_cursor(kept[-1].published_at, kept[-1].id) if has_more else "")


def _in_order(ids: Collection[int], things: Collection[Any]) -> list[Any]:
    found = {thing.id: thing for thing in things}
    return [found[id_] for id_ in ids if id_ in found]
