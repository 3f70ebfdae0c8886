"""The counters that follow the state of a comment, changed in the database and never read first."""

from typing import Any

from sqlalchemy import update

from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db

# The counters are changed in the database only; no object in memory is looked through for them.
UNSEEN = {"synchronize_session": False}


def count_published(comment: Comment, change: int) -> None:
    """Count a comment that has come to be public (1), or is public no longer (-1)."""
    counted = Article.comment_count + change
    _set(update(Article).where(Article.id == comment.article_id), comment_count=counted)
    if comment.root_id is not None:
        counted = Comment.reply_count + change
        _set(update(Comment).where(Comment.id == comment.root_id), reply_count=counted)


def _set(statement: Any, **values: Any) -> None:
    db.session.execute(statement.values(**values), execution_options=UNSEEN)
