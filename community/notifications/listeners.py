"""What people are told of: replies, mentions, comments under their articles, likes."""

from typing import Any

from sqlalchemy import select

from community import facts
from community.articles.models import Article
from community.comments.models import Comment, Mention
from community.extensions import db
from community.notifications.actions import notify, notify_once


def connect() -> None:
    facts.comment_published.connect(tell_of_comment)
    facts.comment_liked.connect(tell_of_comment_like)
    facts.article_liked.connect(tell_of_article_like)


def tell_of_comment(_sender: Any, comment_id: int) -> None:
    """Tell whom it answers, whom it names and whose article it is: each once, never the writer."""
    comment = db.session.get(Comment, comment_id)
    if comment is None:
        return
    told = {comment.author_id}
    for user_id, kind in _concerned(comment):
        if user_id not in told:
            told.add(user_id)
            notify(user_id, kind, actor_id=comment.author_id, comment_id=comment.id)


def _concerned(comment: Comment) -> list[tuple[int, str]]:
    parent = db.session.get(Comment, comment.parent_id) if comment.parent_id else None
    article = db.session.get(Article, comment.article_id)
    named = db.session.scalars(select(Mention.user_id).where(Mention.comment_id == comment.id))
    concerned = [(parent.author_id, "reply")] if parent else []
    concerned += [(user_id, "mention") for user_id in named]
    return [*concerned, (article.author_id, "comment")] if article else concerned


def tell_of_comment_like(_sender: Any, comment_id: int, by_id: int) -> None:
    comment = db.session.get(Comment, comment_id)
    if comment is not None and comment.author_id != by_id:
        notify_once(comment.author_id, "comment_like", actor_id=by_id, comment_id=comment_id)


def tell_of_article_like(_sender: Any, article_id: int, by_id: int) -> None:
    article = db.session.get(Article, article_id)
    if article is not None and article.author_id != by_id:
        notify_once(article.author_id, "article_like", actor_id=by_id, article_id=article_id)
