"""Comments: threads under an article, each a first comment (its root) and the replies to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import User
from community.articles.models import Article
from community.database import UtcDateTime, now
from community.extensions import db


class Comment(db.Model):
    """What a reader says. `root_id` is the thread's first comment, nothing on that one itself.

    `reply_count` on a root counts the published replies of its whole thread.
    """

    __tablename__ = "comments"
    __table_args__ = (
        CheckConstraint("state IN ('published','held','removed','deleted')", name="state"),
        Index(
            "ix_comments_article_id_root_id_created_at", "article_id", "root_id", "created_at", "id"
        ),
        Index(
            "ix_comments_article_id_root_id_like_count", "article_id", "root_id", "like_count", "id"
        ),
        Index("ix_comments_root_id_id", "root_id", "id"),
        Index("ix_comments_author_id_id", "author_id", "id"),
        Index("ix_comments_state_id", "state", "id"),
        # The log of decisions names comments by number: one that is gone must not come back.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), index=True
    )
    root_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(20), default="published")
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    html_version: Mapped[int] = mapped_column(default=0)
    language: Mapped[str] = mapped_column(String(20), default="und")
    language_is_chosen: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    held_by: Mapped[str] = mapped_column(String(40), default="")
    # What the screening said of the words as they stand: outcome, check, details.
    verdict: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    removed_rule: Mapped[str] = mapped_column(String(40), default="")
    was_published: Mapped[bool] = mapped_column(default=False)
    like_count: Mapped[int] = mapped_column(default=0)
    reply_count: Mapped[int] = mapped_column(default=0)
    report_count: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    # The author of the article has folded it away, which is said in its place.
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    author: Mapped[User] = relationship(lazy="joined", innerjoin=True)
    article: Mapped[Article] = relationship(lazy="select")
    parent: Mapped["Comment | None"] = relationship(
        foreign_keys=[parent_id], remote_side=[id], lazy="select"
    )

    @property
    def is_published(self) -> bool:
        return self.state == "published"

    @property
    def url(self) -> str:
        return f"/comments/{self.id}"


class CommentVersion(db.Model):
    """Words that a comment had before they were changed; gone once its author deletes it."""

    __tablename__ = "comment_versions"

    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(20), default="und")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Mention(db.Model):
    """A comment names a person."""

    __tablename__ = "mentions"

    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True
    )
