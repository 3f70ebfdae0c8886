"""Reads of notifications."""

from typing import Any, NamedTuple

from sqlalchemy import case, or_, select
from sqlalchemy.orm import aliased

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from community.notifications.models import Notification

PAGE = 30


class NotificationPage(NamedTuple):
    """Rows with all that the page shows, newest first; `next_id` is where the next page goes on."""

    rows: list[Any]
    next_id: int | None


def page_of(user_id: int, before: int | None = None) -> NotificationPage:
    """Return a page of what a person was told, in one statement."""
    on_comment = aliased(Article)
    page = (
        select(
            Notification.id,
            Notification.kind,
            Notification.created_at,
            Notification.read_at,
            Notification.comment_id,
            Notification.decision_id,
            User.username,
            User.face_key,
            case((_may_read(user_id), Comment.body), else_="").label("body"),
            Comment.language.label("comment_language"),
            Comment.like_count.label("comment_likes"),
            Article.title,
            Article.slug,
            Article.language,
            Article.like_count,
            on_comment.title.label("thread_title"),
            on_comment.language.label("thread_language"),
        )
        .outerjoin(User, User.id == Notification.actor_id)
        .outerjoin(Comment, Comment.id == Notification.comment_id)
        .outerjoin(on_comment, on_comment.id == Comment.article_id)
        .outerjoin(Article, Article.id == Notification.article_id)
        .where(Notification.user_id == user_id)
        .order_by(Notification.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        page = page.where(Notification.id < before)
    rows = list(db.session.execute(page))
    return NotificationPage(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def _may_read(user_id: int) -> Any:
    """Hold for words that everyone may read still, and for one's own."""
    return or_(Comment.state == "published", Comment.author_id == user_id)
