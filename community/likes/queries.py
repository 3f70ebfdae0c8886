"""Reads of likes and bookmarks."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, literal, select, tuple_, union_all

from community.accounts.models import User
from community.articles import queries as articles
from community.articles.models import Article
from community.database import decode_cursor, encode_cursor
from community.extensions import db
from community.likes.models import ArticleLike, Bookmark, CommentLike

PER_PAGE = 20


@dataclass(frozen=True)
class Marks:
    """What a reader has done with an article and the comments under it."""

    liked: bool = False
    saved: bool = False
    liked_comments: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Bookmarked:
    """A page of bookmarked articles, the last saved first; `next_cursor` is empty on the last page."""

    article_ids: list[int]
    next_cursor: str


def marks(who: User | None, article_id: int, comment_ids: Collection[int]) -> Marks:
    """Return the marks of a reader in one statement; a guest has none."""
    if who is None:
        return Marks()
    # Comments are numbered from 1: 0 and -1 are free to stand for the article's own marks.
    liked = select(literal(0)).where(
        ArticleLike.user_id == who.id, ArticleLike.article_id == article_id
    )
    saved = select(literal(-1)).where(Bookmark.user_id == who.id, Bookmark.article_id == article_id)
    found = frozenset(db.session.scalars(union_all(liked, saved, _liked(who, comment_ids))))
    return Marks(0 in found, -1 in found, found - {0, -1})


def liked_comments(who: User | None, comment_ids: Collection[int]) -> frozenset[int]:
    """Return which of these comments a reader likes."""
    if who is None or not comment_ids:
        return frozenset()
    return frozenset(db.session.scalars(_liked(who, comment_ids)))


def bookmarked(who: User, after: str | None = None) -> Bookmarked:
    """Return the articles that a reader has saved and may still read."""
    found = (
        select(Bookmark.article_id, Bookmark.created_at)
        .join(Article, Article.id == Bookmark.article_id)
        .where(Bookmark.user_id == who.id, articles.visible_to(who))
        .order_by(Bookmark.created_at.desc(), Bookmark.article_id.desc())
        .limit(PER_PAGE + 1)
    )
    if place := decode_cursor(after, datetime, int):
        found = found.where(tuple_(Bookmark.created_at, Bookmark.article_id) < tuple(place))
    rows = list(db.session.execute(found))
    listed = rows[:PER_PAGE]
    has_more = len(rows) > PER_PAGE
    cursor = encode_cursor(listed[-1].created_at, listed[-1].article_id) if has_more else ""
    return Bookmarked([row.article_id for row in listed], cursor)


def _liked(who: User, comment_ids: Collection[int]) -> Select[Any]:
    return select(CommentLike.comment_id).where(
        CommentLike.user_id == who.id, CommentLike.comment_id.in_(comment_ids)
    )
