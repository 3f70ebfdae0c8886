"""What a page shows of a comment, as one row: no objects, and only words that this reader may read.

The statement is built once, with the reader as a parameter: on the pages that are read most, building it
anew would cost more than running it.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, or_, select
from sqlalchemy.orm import aliased

from community.accounts.models import NEWCOMER_COMMENTS, User
from community.comments.models import Comment
from community.database import UtcDateTime, now
from community.extensions import db

EDITABLE_FOR = timedelta(minutes=15)

Writer = aliased(User, name="writer")
Parent = aliased(Comment, name="parent")
Addressee = aliased(User, name="addressee")

_WHO = bindparam("who_id", type_=Integer)
_SINCE = bindparam("since", type_=UtcDateTime)

IS_OWN = Comment.author_id == _WHO
IS_OWN_HELD = and_(Comment.state == "held", IS_OWN)
IS_OPEN = or_(Comment.state == "published", IS_OWN_HELD)


class CommentRow(NamedTuple):
    """What the macro `comment` shows. Words and name are empty where this reader may not see them."""

    id: int
    parent_id: int | None
    root_id: int | None
    author_id: int
    state: str
    is_open: bool
    body_html: str
    language: str
    created_at: datetime
    edited_at: datetime | None
    removed_rule: str
    like_count: int
    reply_count: int
    author_name: str
    author_face_key: str
    author_role: str
    author_is_newcomer: bool
    addressee_name: str | None
    is_own: bool
    is_editable: bool
    is_hidden: bool
    # Of a reply: its number in its thread, and how many there are.
    number: int = 0
    total: int = 0


# In the order of the fields of CommentRow.
ROWS: Select[Any] = (
    select(
        Comment.id,
        Comment.parent_id,
        Comment.root_id,
        Comment.author_id,
        Comment.state,
        IS_OPEN.label("is_open"),
        case((IS_OPEN, Comment.body_html), else_="").label("body_html"),
        Comment.language,
        Comment.created_at,
        Comment.edited_at,
        Comment.removed_rule,
        Comment.like_count,
        Comment.reply_count,
        case((IS_OPEN, Writer.username), else_="").label("author_name"),
        case((IS_OPEN, Writer.face_key), else_="").label("author_face_key"),
        Writer.role.label("author_role"),
        and_(Writer.role == "reader", Writer.approved_comment_count < NEWCOMER_COMMENTS).label(
            "author_is_newcomer"
        ),
        Addressee.username.label("addressee_name"),
        IS_OWN.label("is_own"),
        and_(IS_OWN, IS_OPEN, or_(Comment.state == "held", Comment.created_at > _SINCE)).label(
            "is_editable"
        ),
        Comment.hidden_at.is_not(None).label("is_hidden"),
    )
    .join(Writer, Writer.id == Comment.author_id)
    .outerjoin(Parent, and_(Parent.id == Comment.parent_id, Parent.state == "published"))
    .outerjoin(Addressee, Addressee.id == Parent.author_id)
)


def read_rows(statement: Select[Any], asked: dict[str, Any]) -> list[CommentRow]:
    """Run a statement on ROWS."""
    return [CommentRow(*row) for row in db.session.execute(statement, asked)]


def asked_by(who: User | None, **values: Any) -> dict[str, Any]:
    """Return the parameters of a statement on ROWS for this reader; a guest has written nothing."""
    return {"who_id": who.id if who else 0, "since": editable_since(), **values}


def editable_since() -> datetime:
    """Return the moment after which a comment must have been written to be changed."""
    return now() - EDITABLE_FOR


def visible_to(who: User | None) -> ColumnElement[bool]:
    """Return the condition for comments that may be asked for: a held one only by its writer.

    Of those that are removed or deleted only the place is to be seen.
    """
    is_open = Comment.state != "held"
    return or_(is_open, Comment.author_id == who.id) if who else is_open
