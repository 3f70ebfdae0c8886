"""What screening keeps: what waits for a moderator, the rules about words, and what was learned."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from community.database import UtcDateTime, now
from community.extensions import db

PLACES = ("held", "reported", "")
EFFECTS = ("block", "hold", "mark")
RULE_LANGUAGES = ("zh", "en", "any")
ONE_SUBJECT = " + ".join(
    f"CASE WHEN {subject} IS NULL THEN 0 ELSE 1 END"
    for subject in ("article_id", "comment_id", "user_id")
)


class Case(db.Model):
    """One thing that waits for a moderator's decision: a comment, an article or a profile.

    It is written together with what makes it wait, and gone once that is decided. `place` is `held`
    for what nobody but its writer sees, `reported` for what readers complained of, and empty while it
    rests because its author took it back. `under_id` is the article that it is, or stands under.
    """

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint("place IN ('held','reported','')", name="place"),
        CheckConstraint(f"{ONE_SUBJECT} = 1", name="one_subject"),
        Index("ix_cases_place_opened_at_id", "place", "opened_at", "id"),
        Index("ix_cases_place_score_id", "place", "score", "id"),
        Index("ix_cases_place_held_by_opened_at", "place", "held_by", "opened_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), unique=True
    )
    comment_id: Mapped[int | None] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), unique=True
    )
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), unique=True
    )
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    under_id: Mapped[int | None] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    language: Mapped[str] = mapped_column(String(20), default="und")
    place: Mapped[str] = mapped_column(String(10))
    held_by: Mapped[str] = mapped_column(String(40), default="")
    score: Mapped[float] = mapped_column(Float, default=0.0)
    report_count: Mapped[int] = mapped_column(default=0)
    is_legal: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WordRule(db.Model):
    """A word that is looked for before words appear, and what becomes of those that hold it."""

    __tablename__ = "word_rules"
    __table_args__ = (
        CheckConstraint("effect IN ('block','hold','mark')", name="effect"),
        CheckConstraint("language IN ('zh','en','any')", name="language"),
        Index("ix_word_rules_pattern_language", "pattern", "language", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pattern: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(10), default="any")
    effect: Mapped[str] = mapped_column(String(10))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class SpamLesson(db.Model):
    """What a moderator's decision teaches the spam score; a lesson taken back has its row deleted."""

    __tablename__ = "spam_lessons"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(unique=True)
    is_spam: Mapped[bool]
    words: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class PolicyValue(db.Model):
    """One value of the site's policy that differs from the default (see policy.py)."""

    __tablename__ = "policy_values"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
