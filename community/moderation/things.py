"""The things that are decided about, by the kind and number that stand in addresses."""

from typing import Any

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.database import MAX_INTEGER
from community.errors import NotFound
from community.extensions import db

MODELS: dict[str, Any] = {"comment": Comment, "article": Article, "profile": User}


def thing_of(kind: str, id_: int) -> Any:
    """Return a thing that a moderator may decide about. Raises NotFound; a draft is its author's own."""
    thing = db.session.get(MODELS[kind], id_)
    if thing is None:
        raise NotFound
    if isinstance(thing, Article) and (_is_unseen(thing) or thing.is_scheduled):
        raise NotFound
    return thing


def named(anchor: str) -> tuple[str, int]:
    """Read a name such as comment-12. Raises NotFound for what is none."""
    kind, _, number = anchor.partition("-")
    if kind not in MODELS or not (number.isascii() and number.isdecimal()) or len(number) > 10:
        raise NotFound
    if int(number) > MAX_INTEGER:
        raise NotFound
    return kind, int(number)


def _is_unseen(article: Article) -> bool:
    return article.is_draft and not article.held_by
