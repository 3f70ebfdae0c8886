"""Where comments stand: which are listed, in which order, and on which page one is to be found."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from community.accounts.models import User
from community.comments.models import Comment
from community.comments.rows import is_by, visible_to
from community.database import decode_cursor
from community.extensions import db

ORDERS = ("newest", "oldest", "liked")
THREADS_PER_PAGE = 50
REPLIES_PER_THREAD = 50
MAX_PARENTS = 30
MAX_ID = 2**31 - 1

Child = aliased(Comment, name="child")
Root = aliased(Comment, name="root")
Key = tuple[Any, int]


class Place(NamedTuple):
    """Where a comment stands: the first of its thread, and its number among the replies, from 1."""

    comment_id: int
    root: Any
    number: int
    parent_ids: list[int]


def order_of(*wishes: str | None) -> str:
    """Return the first wish that is an order: what is asked for, what is remembered; else newest."""
    return next((wish for wish in wishes if wish in ORDERS), ORDERS[0])


def is_root_of(article_id: int, who: User | None, at: int | None = None) -> ColumnElement[bool]:
    """The first comments that are listed. One that is gone keeps its place for the replies to it."""
    is_there = or_(_is_listed(who, at), Comment.reply_count > 0)
    return and_(Comment.article_id == article_id, Comment.root_id.is_(None), is_there)


def is_reply(who: User | None, at: int | None = None) -> ColumnElement[bool]:
    """The replies that are listed; a deleted one while somebody's answer to it stands."""
    answered = select(Child.id).where(Child.parent_id == Comment.id, Child.state == "published")
    return or_(_is_listed(who, at), and_(Comment.state == "deleted", answered.exists()))


def _is_listed(who: User | None, at: int | None) -> ColumnElement[bool]:
    own = and_(Comment.state == "held", is_by(who))
    return or_(Comment.state.in_(("published", "removed")), own, Comment.id == (at or 0))


def sorting(order: str) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    if order == "oldest":
        return Comment.created_at.asc(), Comment.id.asc()
    return _column(order).desc(), Comment.id.desc()


def key_of(order: str, row: Any) -> Key:
    """Return what stands in a cursor for a row of this order."""
    return (row.like_count if order == "liked" else row.created_at), row.id


def cursor_of(order: str, text: str | None) -> Key | None:
    """Return the key in a cursor; None for none, and for rubbish."""
    values = decode_cursor(text, int if order == "liked" else datetime, int)
    is_whole = values and all(isinstance(one, datetime) or 0 <= one <= MAX_ID for one in values)
    return (values[0], values[1]) if values and is_whole else None


def follows(order: str, key: Key) -> ColumnElement[bool]:
    here = tuple_(_column(order), Comment.id)
    return here > key if order == "oldest" else here < key


def precedes(order: str, key: Key) -> ColumnElement[bool]:
    here = tuple_(_column(order), Comment.id)
    return here < key if order == "oldest" else here > key


def _column(order: str) -> ColumnElement[Any]:
    return Comment.like_count if order == "liked" else Comment.created_at  # type: ignore[return-value]


def place_of(comment_id: int, article_id: int, who: User | None) -> Place | None:
    """Find where a comment stands; None if it is not visible or under another article."""
    if not 0 < comment_id <= MAX_ID:
        return None
    found = db.session.execute(
        select(
            Comment.created_at.label("written_at"),
            Comment.parent_id,
            Root.id,
            Root.created_at,
            Root.like_count,
        )
        .join(Root, Root.id == func.coalesce(Comment.root_id, Comment.id))
        .where(Comment.id == comment_id, Comment.article_id == article_id, visible_to(who))
    ).first()
    if found is None:
        return None
    if found.parent_id is None:
        return Place(comment_id, found, 0, [])
    in_thread = and_(Comment.root_id == found.id, is_reply(who, comment_id))
    number = _count(in_thread, precedes("oldest", (found.written_at, comment_id))) + 1
    return Place(comment_id, found, number, _parents(found.parent_id, number))


def is_on_first_page(comment: Comment, who: User | None, order: str) -> bool:
    """Tell whether the article's own page, in this order, shows the place of a comment."""
    place = place_of(comment.id, comment.article_id, who)
    if place is None or place.number > REPLIES_PER_THREAD:
        return False
    listed = is_reply(who) if place.number else is_root_of(comment.article_id, who)
    roots = is_root_of(comment.article_id, who)
    return bool(
        _count(Comment.id == comment.id, listed)
        and _count(Comment.id == place.root.id, roots)
        and _count(roots, precedes(order, key_of(order, place.root))) < THREADS_PER_PAGE
    )


def _parents(comment_id: int, number: int) -> list[int]:
    """Return what a reply answers, and what that answers; only where the window would miss them."""
    if number <= REPLIES_PER_THREAD:
        return []
    chain = (
        select(Comment.id, Comment.parent_id, literal(1).label("depth"))
        .where(Comment.id == comment_id)
        .cte(recursive=True)
    )
    above = select(Comment.id, Comment.parent_id, chain.c.depth + 1)
    above = above.where(Comment.id == chain.c.parent_id, chain.c.depth < MAX_PARENTS)
    return list(db.session.scalars(select(chain.union_all(above).c.id)))


def _count(*conditions: ColumnElement[bool]) -> int:
    found = select(Comment.id).where(*conditions).limit(1_000).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0
