"""What a page shows of a comment, as one row: no objects, and only words that this reader may read."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, literal, or_, select
from sqlalchemy.orm import aliased

from community.accounts.models import NEWCOMER_COMMENTS, User
from community.comments.models import Comment
from community.database import now

EDITABLE_FOR = timedelta(minutes=15)

Writer = aliased(User, name="writer")
Parent = aliased(Comment, name="parent")
Addressee = aliased(User, name="addressee")


def editable_since() -> datetime:
    """Return the moment after which a comment must have been written to be changed."""
    return now() - EDITABLE_FOR


def is_by(who: User | None) -> ColumnElement[bool]:
    return false() if who is None else Comment.author_id == who.id


def visible_to(who: User | None) -> ColumnElement[bool]:
    """Return the condition for comments that may be asked for: a held one only by its writer.

    Of those that are removed or deleted only the place is to be seen.
    """
    return or_(Comment.state != "held", is_by(who))


def rows(who: User | None) -> Select[Any]:
    """Select what the page shows of comments, their words only where they stand open to this reader."""
    is_open = or_(Comment.state == "published", and_(Comment.state == "held", is_by(who)))
    is_new = and_(Writer.role == "reader", Writer.approved_comment_count < NEWCOMER_COMMENTS)
    is_fresh = or_(Comment.state == "held", Comment.created_at > literal(editable_since()))
    addressed = and_(Parent.id == Comment.parent_id, Parent.state == "published")
    return (
        select(
            Comment.id,
            Comment.parent_id,
            Comment.root_id,
            Comment.author_id,
            Comment.state,
            is_open.label("is_open"),
            case((is_open, Comment.body_html), else_="").label("body_html"),
            Comment.language,
            Comment.created_at,
            Comment.edited_at,
            Comment.removed_rule,
            Comment.like_count,
            Comment.reply_count,
            case((is_open, Writer.username), else_="").label("author_name"),
            case((is_open, Writer.face_key), else_="").label("author_face_key"),
            Writer.role.label("author_role"),
            is_new.label("author_is_newcomer"),
            Addressee.username.label("addressee_name"),
            is_by(who).label("is_own"),
            and_(is_by(who), is_open, is_fresh).label("is_editable"),
        )
        .join(Writer, Writer.id == Comment.author_id)
        .outerjoin(Parent, addressed)
        .outerjoin(Addressee, Addressee.id == Parent.author_id)
    )
