"""Likes and bookmarks: a row is the state, so there can be one of each person and thing."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from community.database import UtcDateTime, now
from community.extensions import db


def _person() -> Mapped[int]:
    return mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)


def _thing(target: str) -> Mapped[int]:
    return mapped_column(ForeignKey(target, ondelete="CASCADE"), primary_key=True, index=True)


class ArticleLike(db.Model):
    __tablename__ = "article_likes"

    user_id: Mapped[int] = _person()
    article_id: Mapped[int] = _thing("articles.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class CommentLike(db.Model):
    __tablename__ = "comment_likes"

    user_id: Mapped[int] = _person()
    comment_id: Mapped[int] = _thing("comments.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Bookmark(db.Model):
    __tablename__ = "bookmarks"
    __table_args__ = (Index("ix_bookmarks_user_id_created_at", "user_id", "created_at"),)

    user_id: Mapped[int] = _person()
    article_id: Mapped[int] = _thing("articles.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
