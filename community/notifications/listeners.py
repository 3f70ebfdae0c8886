"""What people are told of: replies, mentions, comments under their articles, likes."""

from typing import Any

from sqlalchemy import Integer, Select, bindparam, select
from sqlalchemy.orm import aliased

from community import facts
from community.articles.models import Article
from community.articles.team import publishers_of
from community.comments.models import Comment, Mention
from community.extensions import db
from community.likes.models import ArticleLike, CommentLike
from community.notifications.actions import notify, notify_once, take_back
from community.notifications.models import Notification

KINDS = ("reply", "mention", "comment")

# Built once: each comment asks them. Whom it answers, and under whose article it stands; whom it names;
# who has been told of it.
Answered = aliased(Comment)
_COMMENT = bindparam("comment_id", type_=Integer)
_THOSE = (
    select(
        Comment.author_id,
        Comment.state,
        Answered.author_id.label("answered_id"),
        Article.author_id.label("host_id"),
    )
    .join(Article, Article.id == Comment.article_id)
    .outerjoin(Answered, Answered.id == Comment.parent_id)
    .where(Comment.id == _COMMENT)
)
_NAMED = select(Mention.user_id).where(Mention.comment_id == _COMMENT)
_TOLD = select(Notification.user_id).where(
    Notification.comment_id == _COMMENT, Notification.kind.in_(KINDS)
)


# What a fact names → the thing, the mark on it, and what its author is told.
LIKED: dict[str, tuple[Any, Any, str]] = {
    "comment_id": (Comment, CommentLike, "comment_like"),
    "article_id": (Article, ArticleLike, "article_like"),
}


def connect() -> None:
    facts.comment_published.connect(tell_of_comment)
    facts.comment_edited.connect(tell_of_comment)
    facts.comment_liked.connect(tell_of_like)
    facts.comment_unliked.connect(take_like_back)
    facts.article_liked.connect(tell_of_like)
    facts.article_unliked.connect(take_like_back)
    facts.writer_invited.connect(tell_of_invitation)
    facts.review_asked.connect(tell_of_request)
    facts.review_answered.connect(tell_of_answer)


def tell_of_invitation(_sender: Any, article_id: int, user_id: int, by_id: int) -> None:
    notify_once(user_id, "invited", actor_id=by_id, article_id=article_id)


def tell_of_request(_sender: Any, article_id: int, by_id: int) -> None:
    """Tell those who may publish an article that somebody asks them to."""
    article = db.session.get(Article, article_id)
    for user_id in publishers_of(article) if article else ():
        if user_id != by_id:
            notify(user_id, "review_asked", actor_id=by_id, article_id=article_id)


def tell_of_answer(_sender: Any, article_id: int, user_id: int, by_id: int) -> None:
    notify(user_id, "review_answered", actor_id=by_id, article_id=article_id)


def tell_of_comment(_sender: Any, comment_id: int) -> None:
    """Tell whom it answers, whom it names and whose article it is: each once, never the writer.

    After a change only those are told who have not been.
    """
    asked = {"comment_id": comment_id}
    those = db.session.execute(_THOSE, asked).first()
    if those is None or those.state != "published":
        return
    told = {those.author_id, *db.session.scalars(_TOLD, asked)}
    for user_id, kind in _concerned(those, list(db.session.scalars(_NAMED, asked))):
        if user_id not in told:
            told.add(user_id)
            notify(user_id, kind, actor_id=those.author_id, comment_id=comment_id)


def _concerned(those: Any, named_ids: list[int]) -> list[tuple[int, str]]:
    answered = [(those.answered_id, "reply")] if those.answered_id else []
    return [*answered, *((id_, "mention") for id_ in named_ids), (those.host_id, "comment")]


def tell_of_like(_sender: Any, by_id: int, **liked: int) -> None:
    """Tell whose comment or article it is, if it is still liked by now."""
    name, thing_id = liked.popitem()
    model, mark, kind = LIKED[name]
    thing = db.session.get(model, thing_id)
    if thing is not None and db.session.get(mark, (by_id, thing_id)):
        notify_once(thing.author_id, kind, actor_id=by_id, **{name: thing_id})


def take_like_back(_sender: Any, by_id: int, **liked: int) -> None:
    """Tell no more of a like that was taken back; another liker takes its place, if there is one."""
    name, thing_id = liked.popitem()
    model, mark, kind = LIKED[name]
    thing = db.session.get(model, thing_id)
    if thing is not None:
        others = _likers(mark, getattr(mark, name) == thing_id)
        take_back(thing.author_id, kind, actor_id=by_id, others=others, **{name: thing_id})


def _likers(mark: Any, condition: Any) -> Select[tuple[int]]:
    """Ask for those who like a thing, the latest first."""
    return select(mark.user_id).where(condition).order_by(mark.created_at.desc())
