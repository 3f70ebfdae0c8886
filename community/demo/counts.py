"""The counters that stand on rows, counted anew from what they count."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select, update

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from community.likes.models import ArticleLike, Bookmark, CommentLike
from community.moderation.models import Report
from community.notifications.models import Notification


def recount() -> None:
    """Count likes, bookmarks, published comments, open reports and what is unread, on all rows."""
    under = (Comment.__table__.alias("under"), Comment.__table__.alias("reply"))
    article_comments, replies = under
    _set(
        Article,
        like_count=_count(ArticleLike.article_id == Article.id),
        bookmark_count=_count(Bookmark.article_id == Article.id),
        report_count=_count(Report.article_id == Article.id, Report.state == "open"),
        comment_count=_count(
            article_comments.c.article_id == Article.id, article_comments.c.state == "published"
        ),
    )
    _set(
        Comment,
        like_count=_count(CommentLike.comment_id == Comment.id),
        report_count=_count(Report.comment_id == Comment.id, Report.state == "open"),
        reply_count=_count(replies.c.root_id == Comment.id, replies.c.state == "published"),
    )
    _set(
        User,
        unread_count=_count(Notification.user_id == User.id, Notification.read_at.is_(None)),
    )


def count_approved() -> None:
    """Count what the people of the demo have said that others could read."""
    said = _count(Comment.author_id == User.id, Comment.was_published)
    db.session.execute(
        update(User).where(User.is_demo).values(approved_comment_count=said),
        execution_options={"synchronize_session": False},
    )


def _count(about: ColumnElement[bool], *conditions: Any) -> ScalarSelect[int]:
    table = about.left.table
    return select(func.count()).select_from(table).where(about, *conditions).scalar_subquery()


def _set(model: Any, **counters: ScalarSelect[int]) -> None:
    db.session.execute(
        update(model).values(**counters), execution_options={"synchronize_session": False}
    )
