"""Reads of comments; whole threads are read in threads.py and found in places.py."""

from sqlalchemy import select

from community.accounts.models import User
from community.articles import queries as articles
from community.articles.models import Article
from community.comments.models import Comment
from community.comments.places import MAX_ID, ORDERS, is_on_first_page, order_of
from community.comments.rows import ROWS, CommentRow, asked_by, read_rows, visible_to
from community.comments.threads import Replies, ThreadPage, more_replies, thread_page
from community.errors import NotFound
from community.extensions import db

__all__ = [
    "ORDERS",
    "Replies",
    "ThreadPage",
    "by_id",
    "is_on_first_page",
    "more_replies",
    "of_any_state",
    "order_of",
    "parent_row",
    "row_of",
    "thread_page",
    "visible_to",
]


def by_id(comment_id: int, who: User | None) -> Comment:
    """Return a comment under an article that this reader may read. Raises NotFound."""
    found = db.session.scalar(
        select(Comment)
        .join(Article, Article.id == Comment.article_id)
        .where(Comment.id == comment_id, visible_to(who), articles.visible_to(who))
    )
    if found is None:
        raise NotFound
    return found


def of_any_state(comment_id: int) -> Comment:
    """Return a comment as moderators may see it, held ones too. Raises NotFound."""
    found = db.session.get(Comment, comment_id)
    if found is None:
        raise NotFound
    return found


def row_of(comment_id: int, who: User | None) -> CommentRow:
    """Return what the page shows of one comment that is known to be visible."""
    [row] = read_rows(ROWS.where(Comment.id == comment_id), asked_by(who))
    return row


def parent_row(article_id: int, who: User | None, comment_id: int) -> CommentRow | None:
    """Return what the page shows of a comment that may be answered; None if it may not be."""
    if comment_id > MAX_ID:
        return None
    answerable = (Comment.article_id == article_id, Comment.state == "published")
    found = ROWS.where(Comment.id == comment_id, *answerable)
    return next(iter(read_rows(found, asked_by(who))), None)
