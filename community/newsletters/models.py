"""Who gets letters, of whom, and how often; and which letter is on its way to whom."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import User
from community.database import UtcDateTime, now
from community.extensions import db

FREQUENCIES = ("each", "daily", "weekly")


def account_key(user_id: int) -> str:
    """Return what stands for a reader with an account: the address may change, this does not."""
    return f"account:{user_id}"


class Subscription(db.Model):
    """Letters of one author, or of the whole site (no author), to one reader.

    The reader is an account, written to where it gets its letters, or a bare address that was
    confirmed by a letter before this row was made. `reader_key` is the same in all rows of a reader.
    `token` stands in the links that end or change it; it lets nobody do more than that.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (
        CheckConstraint("frequency IN ('each','daily','weekly')", name="frequency"),
        UniqueConstraint("reader_key", "author_id"),
        # Of the whole site there is one as well; a null is never the same as another.
        Index(
            "uq_subscriptions_reader_key_site",
            "reader_key",
            unique=True,
            sqlite_where=text("author_id IS NULL"),
            postgresql_where=text("author_id IS NULL"),
        ),
        Index("ix_subscriptions_frequency_next_at", "frequency", "next_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    email: Mapped[str] = mapped_column(String(320), default="")
    reader_key: Mapped[str] = mapped_column(String(330))
    language: Mapped[str] = mapped_column(String(20), default="en")
    frequency: Mapped[str] = mapped_column(String(10), default="each")
    token: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # When the next digest is due, and up to which moment the last one told.
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Of a bare address; those of an account stand there.
    failures: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    author: Mapped[User | None] = relationship(foreign_keys=[author_id])

    @property
    def is_digest(self) -> bool:
        return self.frequency != "each"

    @property
    def url(self) -> str:
        return f"/letters/{self.token}"


class Delivery(db.Model):
    """One letter to one reader: an article, or a digest of those in `article_ids`.

    It waits, is taken by who carries it, and is then sent, failed or dropped; `unsure` is one that was
    being handed over when the carrier stopped: it is not sent again, for it may have arrived.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting','taken','sent','failed','dropped','unsure')", name="state"
        ),
        # Whoever has letters of the author and of the whole site gets an article once.
        UniqueConstraint("article_id", "reader_key"),
        Index("ix_deliveries_state_next_try_at", "state", "next_try_at"),
        Index("ix_deliveries_taken_at", "taken_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subscription_id: Mapped[int | None] = mapped_column(
        ForeignKey("subscriptions.id", ondelete="SET NULL"), index=True
    )
    reader_key: Mapped[str] = mapped_column(String(330))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    article_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    frequency: Mapped[str] = mapped_column(String(10), default="each")
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # What the mail server said last.
    answer: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    subscription: Mapped[Subscription | None] = relationship()
