"""Who gets letters, of whom, and how often."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.database import UtcDateTime, now
from community.extensions import db


class Subscription(db.Model):
    """Letters of one author, or of the whole site (no author), to one address.

    An address without an account counts once it is confirmed. `token_hash` is the SHA-256 of what
    stands in the link that ends it.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (
        CheckConstraint("frequency IN ('each','daily','weekly')", name="frequency"),
        UniqueConstraint("email_key", "author_id"),
        Index("ix_subscriptions_frequency_next_at", "frequency", "next_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    email: Mapped[str] = mapped_column(String(320))
    email_key: Mapped[str] = mapped_column(String(320))
    language: Mapped[str] = mapped_column(String(20), default="en")
    frequency: Mapped[str] = mapped_column(String(10), default="each")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # When the next digest is due, and up to which moment the last one told.
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failures: Mapped[int] = mapped_column(default=0)
