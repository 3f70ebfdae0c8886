"""Who writes an article besides its author, and what contributors ask of authors."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from community.accounts.models import User
from community.articles.models import Article
from community.database import UtcDateTime, now
from community.extensions import db


class Contribution(db.Model):
    """Somebody besides the author writes here: a co-author publishes as well, a contributor does not.

    It counts once it is accepted.
    """

    __tablename__ = "contributions"
    __table_args__ = (CheckConstraint("role IN ('author','contributor')", name="role"),)

    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str] = mapped_column(String(20), default="contributor")
    invited_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_accepted(self) -> bool:
        return self.accepted_at is not None


class ReviewRequest(db.Model):
    """A contributor asks an author to read a version and publish it, or to say what is missing."""

    __tablename__ = "review_requests"
    __table_args__ = (
        CheckConstraint("state IN ('open','published','returned','withdrawn')", name="state"),
        Index("ix_review_requests_article_id_state", "article_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    version: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(20), default="open")
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    by: Mapped[User] = relationship(foreign_keys=[by_id], lazy="joined", innerjoin=True)


Article.contributions = relationship(
    Contribution, order_by=Contribution.invited_at, cascade="all, delete-orphan"
)
# Read with every article, so that nobody is looked for where an author writes alone.
Article.contribution_count = column_property(
    select(func.count())
    .where(Contribution.article_id == Article.id)
    .correlate_except(Contribution)
    .scalar_subquery()
)
