"""What moderators keep beside their decisions: notices of law, notes, ready texts, shifts."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import User
from community.database import UtcDateTime, now
from community.extensions import db
from community.screening.models import ONE_SUBJECT


class LegalNotice(db.Model):
    """A notice, by anyone, that something here is illegal; its reference finds it again.

    What was dismissed by no decision came to nothing, because the author took the thing down.
    """

    __tablename__ = "legal_notices"
    __table_args__ = (
        CheckConstraint("state IN ('open','upheld','dismissed')", name="state"),
        CheckConstraint(f"{ONE_SUBJECT} = 1", name="one_subject"),
        Index("ix_legal_notices_state_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    comment_id: Mapped[int | None] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), index=True
    )
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(320), default="")
    law: Mapped[str] = mapped_column(String(300), default="")
    explanation: Mapped[str] = mapped_column(Text)
    explanation_language: Mapped[str] = mapped_column(String(20), default="und")
    language: Mapped[str] = mapped_column(String(20), default="en")
    words: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(20), default="open")
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    @property
    def was_taken_down(self) -> bool:
        """Tell whether it was closed without a decision, because the author took the thing down."""
        return self.state == "dismissed" and self.decision_id is None


class AccountNote(db.Model):
    """What moderators note about a person, for one another."""

    __tablename__ = "account_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(20), default="und")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    by: Mapped[User | None] = relationship(foreign_keys=[by_id], lazy="joined")


class CannedText(db.Model):
    """Words to an author that moderators need again and again, in both languages."""

    __tablename__ = "canned_texts"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(100), unique=True)
    rule: Mapped[str] = mapped_column(String(40), default="")
    text_en: Mapped[str] = mapped_column(Text)
    text_zh: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))


class Shift(db.Model):
    """Hours of the week at which a moderator means to be at the desk; minutes from Monday 00:00 UTC."""

    __tablename__ = "shifts"
    __table_args__ = (
        CheckConstraint("starts_minute >= 0 AND starts_minute < 10080", name="starts_minute"),
        CheckConstraint("length_minutes > 0 AND length_minutes <= 1440", name="length_minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    starts_minute: Mapped[int]
    length_minutes: Mapped[int]

    user: Mapped[User] = relationship(lazy="joined")


class Handover(db.Model):
    """A note from one shift to the next."""

    __tablename__ = "handovers"

    id: Mapped[int] = mapped_column(primary_key=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(20), default="und")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    by: Mapped[User | None] = relationship(foreign_keys=[by_id], lazy="joined")
