"""What became public of late without anybody being told of it."""

from datetime import timedelta

from sqlalchemy import exists, select

from community.articles.models import Article
from community.articles.queries import is_public
from community.database import now
from community.extensions import db
from community.follows.models import Follow
from community.notifications.models import Notification

LATELY = timedelta(days=1)


def just_public(kind: str) -> list[int]:
    """Return the articles of the last day that had followers waiting, none of whom was told.

    Those that began to follow after it was published do not wait for it.
    """
    waiting = exists().where(
        Follow.followed_id == Article.author_id, Follow.created_at <= Article.published_at
    )
    is_told = exists().where(Notification.article_id == Article.id, Notification.kind == kind)
    recent = Article.published_at > now() - LATELY
    query = select(Article.id).where(is_public(), recent, waiting, ~is_told)
    return list(db.session.scalars(query.order_by(Article.id)))
