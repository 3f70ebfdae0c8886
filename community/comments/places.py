"""Where comments stand: which are listed, in which order, and on which page one is to be found."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from community.accounts.models import User
from community.comments.models import Comment
from community.comments.rows import IS_OWN_HELD, asked_by
from community.database import UtcDateTime, decode_cursor
from community.extensions import db

ORDERS = ("newest", "oldest", "liked")
THREADS_PER_PAGE = 50
REPLIES_PER_THREAD = 50
MAX_PARENTS = 30
MAX_ID = 2**31 - 1

Child = aliased(Comment, name="child")
Root = aliased(Comment, name="root")
Key = tuple[Any, int]

# What stands at its place although nothing is left of it: the comment that was asked for.
_AT = bindparam("at_id", type_=Integer)
_LISTED = or_(Comment.state.in_(("published", "removed")), IS_OWN_HELD, Comment.id == _AT)
_ANSWER = select(Child.id).where(Child.parent_id == Comment.id, Child.state == "published")

# The first comments of threads; one that is gone keeps its place for the replies to it.
IS_ROOT = and_(
    Comment.article_id == bindparam("article_id", type_=Integer),
    Comment.root_id.is_(None),
    or_(_LISTED, Comment.reply_count > 0),
)
# The replies; a deleted one is listed while an answer to it stands. As a CASE, because SQLite would look
# up each part of an OR by the index on the state, and read every published comment of the site.
_IS_LISTED_REPLY = or_(_LISTED, and_(Comment.state == "deleted", _ANSWER.exists()))
IS_REPLY = case((_IS_LISTED_REPLY, 1), else_=0) == 1

_COMMENT = bindparam("comment_id", type_=Integer)
_ARTICLE = bindparam("article_id", type_=Integer)
_PLACE = (
    select(
        Comment.created_at.label("written_at"),
        Comment.parent_id,
        Root.id,
        Root.created_at,
        Root.like_count,
    )
    .join(Root, Root.id == func.coalesce(Comment.root_id, Comment.id))
    .where(Comment.id == _COMMENT, Comment.article_id == _ARTICLE)
    .where(or_(Comment.state != "held", IS_OWN_HELD))
)


class Place(NamedTuple):
    """Where a comment stands: the first of its thread, and its number among the replies, from 1."""

    comment_id: int
    root: Any
    number: int
    parent_ids: list[int]


def order_of(*wishes: str | None) -> str:
    """Return the first wish that is an order: what is asked for, what is remembered; else newest."""
    return next((wish for wish in wishes if wish in ORDERS), ORDERS[0])


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


def follows(order: str) -> ColumnElement[bool]:
    """Hold for what stands after the key in the parameters (see `key_values`)."""
    here, key = _compared(order)
    return here > key if order == "oldest" else here < key


def precedes(order: str) -> ColumnElement[bool]:
    here, key = _compared(order)
    return here < key if order == "oldest" else here > key


def key_values(key: Key | None) -> dict[str, Any]:
    return {"key_first": key[0], "key_id": key[1]} if key else {}


def _column(order: str) -> Any:
    return Comment.like_count if order == "liked" else Comment.created_at


def _compared(order: str) -> tuple[Any, Any]:
    first = bindparam("key_first", type_=Integer() if order == "liked" else UtcDateTime())
    here = tuple_(_column(order), Comment.id)
    return here, tuple_(first, bindparam("key_id", type_=Integer()))


def place_of(comment_id: int, article_id: int, who: User | None) -> Place | None:
    """Find where a comment stands; None if it is not visible or under another article."""
    if not 0 < comment_id <= MAX_ID:
        return None
    asked = asked_by(who, comment_id=comment_id, article_id=article_id)
    found = db.session.execute(_PLACE, asked).first()
    if found is None:
        return None
    if found.parent_id is None:
        return Place(comment_id, found, 0, [])
    before = and_(Comment.root_id == found.id, IS_REPLY, precedes("oldest"))
    key = key_values((found.written_at, comment_id))
    number = _count(before, asked_by(who, at_id=comment_id, **key)) + 1
    return Place(comment_id, found, number, _parents(found.parent_id, number))


def is_on_first_page(comment: Comment, who: User | None, order: str) -> bool:
    """Tell whether the article's own page, in this order, shows the place of a comment."""
    place = place_of(comment.id, comment.article_id, who)
    if place is None or place.number > REPLIES_PER_THREAD:
        return False
    asked = asked_by(who, at_id=0, article_id=comment.article_id)
    asked |= {"comment_id": comment.id, "root_id": place.root.id}
    asked |= key_values(key_of(order, place.root))
    return bool(db.session.scalar(_is_shown_first(order, place.number > 0), asked))


@cache
def _is_shown_first(order: str, is_reply: bool) -> Select[tuple[bool]]:
    """Select whether a comment and the root of its thread are listed, and few roots before that."""
    itself = select(Comment.id).where(Comment.id == _COMMENT, IS_REPLY if is_reply else IS_ROOT)
    root = select(Comment.id).where(Comment.id == bindparam("root_id", type_=Integer), IS_ROOT)
    before = select(Comment.id).where(IS_ROOT, precedes(order)).limit(THREADS_PER_PAGE).subquery()
    count = select(func.count()).select_from(before).scalar_subquery()
    return select(and_(itself.exists(), root.exists(), count < THREADS_PER_PAGE))


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


def _count(condition: ColumnElement[bool], asked: dict[str, Any]) -> int:
    found = select(Comment.id).where(condition).subquery()
    return db.session.scalar(select(func.count()).select_from(found), asked) or 0
