"""Writes of likes and bookmarks. A state is set, never toggled: asked for twice, it changes once."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite

from community import facts
from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.database import change, now
from community.errors import Forbidden, Refused
from community.extensions import db
from community.likes.models import ArticleLike, Bookmark, CommentLike

INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def set_like(thing: Article | Comment, *, by: User, liked: bool) -> None:
    """Like an article or a comment, or like it no more.

    Raises Forbidden for one's own, Refused for a comment of which only the place is left.
    """
    if thing.author_id == by.id:
        raise Forbidden(_l("What one has written oneself, others may like."))
    if isinstance(thing, Article):
        if _set(ArticleLike, liked, user_id=by.id, article_id=thing.id):
            _count(Article, thing.id, "like_count", liked)
            fact = facts.article_liked if liked else facts.article_unliked
            facts.tell(fact, article_id=thing.id, by_id=by.id)
        return
    if liked and not thing.is_published:
        raise Refused(_l("This comment is not here any more."))
    if _set(CommentLike, liked, user_id=by.id, comment_id=thing.id):
        _count(Comment, thing.id, "like_count", liked)
        fact = facts.comment_liked if liked else facts.comment_unliked
        facts.tell(fact, comment_id=thing.id, by_id=by.id)


def set_bookmark(article: Article, *, by: User, saved: bool) -> None:
    """Keep an article among one's bookmarks, or keep it no more."""
    if _set(Bookmark, saved, user_id=by.id, article_id=article.id):
        _count(Article, article.id, "bookmark_count", saved)


def _set(mark: Any, wanted: bool, **ids: int) -> bool:
    """Add or delete the row of a mark; tell whether that changed anything.

    The database decides, so that of several requests at once only one counts.
    """
    if wanted:
        insert: Any = INSERT[db.engine.dialect.name](mark.__table__)
        statement = insert.values(**ids, created_at=now()).on_conflict_do_nothing()
    else:
        statement = delete(mark).filter_by(**ids)
    return change(statement) == 1


def _count(kind: Any, thing_id: int, counter: str, added: bool) -> None:
    counted = getattr(kind, counter) + (1 if added else -1)
    db.session.execute(update(kind).where(kind.id == thing_id).values(**{counter: counted}))
