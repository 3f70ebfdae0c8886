"""Telling those who follow an author that something of theirs is public now."""

from typing import Any

from huey import crontab
from sqlalchemy import exists, insert, literal, select, update

from community import facts
from community.accounts.models import User
from community.articles.models import Article
from community.articles.queries import is_public
from community.database import begin_writing, now
from community.extensions import db
from community.follows.models import Follow
from community.jobs.queue import queue
from community.notifications.models import Notification
from community.notifications.recent import just_public

KIND = "published"
# Followers that are told in one go; between two of them others may write.
BATCH = 1_000


def connect() -> None:
    facts.article_published.connect(tell_first_followers)


def tell_first_followers(_sender: Any, article_id: int) -> None:
    """Tell the first of them at once, and leave the rest, where there are more, to the queue."""
    last_id = tell_batch(article_id, 0)
    if last_id:
        db.session.commit()
        tell_followers(article_id, last_id)


@queue.task(retries=3, retry_delay=60)
def tell_followers(article_id: int, after_id: int = 0) -> None:
    """Tell all followers after this one. Twice is harmless: who has been told is passed over."""
    last_id: int | None = after_id
    while last_id is not None:
        begin_writing()
        last_id = tell_batch(article_id, last_id)
        db.session.commit()


@queue.periodic_task(crontab(minute="*"))
def tell_of_what_was_scheduled() -> None:
    """Tell of articles whose time has come by itself; one that nobody was told of is found for a day."""
    for article_id in just_public(KIND):
        tell_followers.call_local(article_id)


def tell_batch(article_id: int, after_id: int) -> int | None:
    """Tell the next followers; return the last of them, or None if these were all.

    Nobody is told of what is not public, of words of who is shut out, or of notes of who is sanctioned.
    """
    article = db.session.scalar(select(Article).where(Article.id == article_id, is_public()))
    if article is None or not _may_be_told(article):
        return None
    ids = list(db.session.scalars(_followers(article, after_id)))
    told = select(
        User.id, literal(KIND), literal(article.author_id), literal(article.id), literal(now())
    )
    told = told.where(User.id.in_(ids), ~_is_told(article.id))
    columns = ["user_id", "kind", "actor_id", "article_id", "created_at"]
    new = insert(Notification).from_select(columns, told).returning(Notification.user_id)
    if new_ids := list(db.session.scalars(new)):
        counted = (
            update(User).where(User.id.in_(new_ids)).values(unread_count=User.unread_count + 1)
        )
        db.session.execute(counted, execution_options={"synchronize_session": False})
    return ids[-1] if len(ids) == BATCH else None


def _may_be_told(article: Article) -> bool:
    sanction = article.author.sanction
    return sanction in ("", "warn") or (article.kind != "note" and not article.author.is_shut_out)


def _followers(article: Article, after_id: int) -> Any:
    """Ask for those who followed when it was published: who came later has seen it on the page."""
    return (
        select(Follow.follower_id)
        .where(Follow.followed_id == article.author_id, Follow.follower_id > after_id)
        .order_by(Follow.follower_id)
        .limit(BATCH)
    )


def _is_told(article_id: int) -> Any:
    return exists().where(
        Notification.user_id == User.id,
        Notification.kind == KIND,
        Notification.article_id == article_id,
    )
