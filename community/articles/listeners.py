"""What articles have a say in once a fact is true: whether a picture is still shown."""

from typing import Any

from sqlalchemy import exists, or_, select

from community import facts
from community.accounts.models import User
from community.articles.models import Article
from community.extensions import db
from community.media.actions import put_back, remove_picture, set_aside
from community.media.models import Picture
from community.media.queries import by_key


def connect() -> None:
    facts.picture_left.connect(remove_unused)
    facts.picture_withheld.connect(set_aside_unused)
    facts.picture_restored.connect(put_picture_back)


def remove_unused(_sender: Any, key: str) -> None:
    """Delete a picture that left a profile, unless its owner's articles or a profile show it."""
    picture = by_key(key)
    if picture and not _is_shown(picture):
        remove_picture(picture)


def set_aside_unused(_sender: Any, key: str) -> None:
    """Answer no more for a picture that a moderator took down; it can be put back."""
    picture = by_key(key)
    if picture and not _is_shown(picture):
        set_aside(picture)


def put_picture_back(_sender: Any, key: str) -> None:
    if picture := by_key(key):
        put_back(picture)


def _is_shown(picture: Picture) -> bool:
    on_profiles = exists().where(or_(User.face_key == picture.key, User.cover_key == picture.key))
    is_in_words = (Article.author_id == picture.owner_id) & Article.body.contains(picture.key)
    in_articles = exists().where(or_(Article.cover_id == picture.id, is_in_words))
    return bool(db.session.scalar(select(on_profiles | in_articles)))
