"""Reads of notifications."""

from typing import Any, NamedTuple

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import aliased

from community.accounts.models import User
from community.articles.models import Article
from community.articles.queries import is_public
from community.comments.models import Comment
from community.extensions import db
from community.notifications.models import Notification

PAGE = 30

# The article that a person was told of; the plain one is where a comment stands.
Told = aliased(Article, name="told")
COLUMNS = (
    Notification.id,
    Notification.kind,
    Notification.created_at,
    Notification.read_at,
    Notification.comment_id,
    Notification.decision_id,
    User.username,
    User.face_key,
    Comment.language.label("comment_language"),
    Comment.like_count.label("comment_likes"),
    Told.title,
    Told.slug,
    Told.language,
    Told.like_count,
)


class NotificationPage(NamedTuple):
    """Rows with all that the page shows, newest first; `next_id` is where the next page goes on."""

    rows: list[Any]
    next_id: int | None


def page_of(user_id: int, before: int | None = None) -> NotificationPage:
    """Return a page of what a person was told, in one statement."""
    page = (
        select(*COLUMNS, case((_may_read(user_id), Comment.body), else_="").label("body"))
        .outerjoin(User, User.id == Notification.actor_id)
        .outerjoin(Comment, Comment.id == Notification.comment_id)
        .outerjoin(Article, Article.id == Comment.article_id)
        .outerjoin(Told, Told.id == Notification.article_id)
        .where(Notification.user_id == user_id)
        .order_by(Notification.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        page = page.where(Notification.id < before)
    rows = list(db.session.execute(page))
    return NotificationPage(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def _may_read(user_id: int) -> Any:
    """Hold for words that this person may read still: where they stand is open, and so are they."""
    is_open = or_(is_public(), Article.author_id == user_id)
    return or_(and_(Comment.state == "published", is_open), Comment.author_id == user_id)
