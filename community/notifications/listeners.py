"""What people are told of: replies, mentions, comments under their articles, likes."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select

from community import facts
from community.articles.models import Article
from community.comments.models import Comment, Mention
from community.extensions import db
from community.likes.models import ArticleLike, CommentLike
from community.notifications.actions import notify, notify_once, take_back
from community.notifications.models import Notification

KINDS = ("reply", "mention", "comment")


def connect() -> None:
    facts.comment_published.connect(tell_of_comment)
    facts.comment_edited.connect(tell_of_comment)
    facts.comment_liked.connect(tell_of_comment_like)
    facts.comment_unliked.connect(take_comment_like_back)
    facts.article_liked.connect(tell_of_article_like)
    facts.article_unliked.connect(take_article_like_back)


def tell_of_comment(_sender: Any, comment_id: int) -> None:
    """Tell whom it answers, whom it names and whose article it is: each once, never the writer.

    After a change only those are told who have not been.
    """
    comment = db.session.get(Comment, comment_id)
    if comment is None or not comment.is_published:
        return
    told = {comment.author_id, *_told_of(comment)}
    for user_id, kind in _concerned(comment):
        if user_id not in told:
            told.add(user_id)
            notify(user_id, kind, actor_id=comment.author_id, comment_id=comment.id)


def _told_of(comment: Comment) -> Iterable[int]:
    about = Notification.comment_id == comment.id, Notification.kind.in_(KINDS)
    return db.session.scalars(select(Notification.user_id).where(*about))


def _concerned(comment: Comment) -> list[tuple[int, str]]:
    parent = db.session.get(Comment, comment.parent_id) if comment.parent_id else None
    article = db.session.get(Article, comment.article_id)
    named = db.session.scalars(select(Mention.user_id).where(Mention.comment_id == comment.id))
    concerned = [(parent.author_id, "reply")] if parent else []
    concerned += [(user_id, "mention") for user_id in named]
    return [*concerned, (article.author_id, "comment")] if article else concerned


def tell_of_comment_like(_sender: Any, comment_id: int, by_id: int) -> None:
    comment = db.session.get(Comment, comment_id)
    if comment is not None and db.session.get(CommentLike, (by_id, comment_id)):
        notify_once(comment.author_id, "comment_like", actor_id=by_id, comment_id=comment_id)


def take_comment_like_back(_sender: Any, comment_id: int, by_id: int) -> None:
    comment = db.session.get(Comment, comment_id)
    if comment is not None:
        who = comment.author_id
        others = _likers(CommentLike, CommentLike.comment_id == comment_id)
        take_back(who, "comment_like", actor_id=by_id, others=others, comment_id=comment_id)


def tell_of_article_like(_sender: Any, article_id: int, by_id: int) -> None:
    article = db.session.get(Article, article_id)
    if article is not None and db.session.get(ArticleLike, (by_id, article_id)):
        notify_once(article.author_id, "article_like", actor_id=by_id, article_id=article_id)


def take_article_like_back(_sender: Any, article_id: int, by_id: int) -> None:
    article = db.session.get(Article, article_id)
    if article is not None:
        who = article.author_id
        others = _likers(ArticleLike, ArticleLike.article_id == article_id)
        take_back(who, "article_like", actor_id=by_id, others=others, article_id=article_id)


def _likers(mark: Any, condition: Any) -> Select[tuple[int]]:
    """Ask for those who like a thing, the latest first."""
    return select(mark.user_id).where(condition).order_by(mark.created_at.desc())
