"""Reports by readers, the decisions on them, and what people answer to those.

Decisions and the internal log are added to, never changed: the database itself refuses it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.database import UtcDateTime, now
from community.extensions import db
from community.screening.models import ONE_SUBJECT

# What can be decided about words, about a person, and about a decision.
OUTCOMES = ("approve", "hold", "remove")
SANCTIONS = ("warn", "hold", "mute", "suspend", "ban")
ANSWERS = ("uphold", "overturn", "undo")
ALL_OUTCOMES = (*OUTCOMES, "warn", "mute", "suspend", "ban", "lift", *ANSWERS)


class Report(db.Model):
    """A reader's word that something breaks a house rule; one of each person and thing.

    What was dismissed by no decision came to nothing, because the author took the thing down.
    """

    __tablename__ = "reports"
    __table_args__ = (
        CheckConstraint("state IN ('open','upheld','dismissed')", name="state"),
        CheckConstraint(f"{ONE_SUBJECT} = 1", name="one_subject"),
        UniqueConstraint("reporter_id", "comment_id"),
        UniqueConstraint("reporter_id", "article_id"),
        UniqueConstraint("reporter_id", "user_id"),
        Index("ix_reports_state_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reporter_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    comment_id: Mapped[int | None] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), index=True
    )
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    rule: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text, default="")
    note_language: Mapped[str] = mapped_column(String(20), default="und")
    state: Mapped[str] = mapped_column(String(20), default="open")
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    # By the reporter's record, when it was made; `network` is a keyed hash of where it came from.
    weight: Mapped[float] = mapped_column(Float, default=1.0)
    network: Mapped[str] = mapped_column(String(32), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    reporter: Mapped[User] = relationship(foreign_keys=[reporter_id], lazy="joined")

    @property
    def was_taken_down(self) -> bool:
        """Tell whether it was closed without a decision, because the author took the thing down."""
        return self.state == "dismissed" and self.decision_id is None


class Decision(db.Model):
    """What was decided about whose words or account, by which rule, by whom (nobody: a machine).

    The words as they stood are kept with it, and in `details` what it takes to undo it. `about_id` is
    the decision that this one answers, `batch` what was decided at one stroke, `waited_since` when
    the thing began to wait. The database refuses to change or delete a row, so the ids are plain
    numbers: what they point to may go, the decision stays.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint(
            "outcome IN ('approve','hold','remove','warn','mute','suspend','ban','lift','uphold',"
            "'overturn','undo')",
            name="outcome",
        ),
        CheckConstraint(f"{ONE_SUBJECT} = 1", name="one_subject"),
        Index("ix_decisions_author_id_id", "author_id", "id"),
        Index("ix_decisions_comment_id", "comment_id"),
        Index("ix_decisions_user_id_id", "user_id", "id"),
        Index("ix_decisions_article_id", "article_id"),
        Index("ix_decisions_about_id", "about_id"),
        Index("ix_decisions_batch", "batch"),
        Index("ix_decisions_created_at", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int | None]
    comment_id: Mapped[int | None]
    user_id: Mapped[int | None]
    author_id: Mapped[int]
    by_id: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(String(20))
    rule: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    note_language: Mapped[str] = mapped_column(String(20), default="und")
    words: Mapped[str] = mapped_column(Text, default="")
    words_language: Mapped[str] = mapped_column(String(20), default="und")
    report_count: Mapped[int] = mapped_column(default=0)
    about_id: Mapped[int | None]
    batch: Mapped[str] = mapped_column(String(32), default="")
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    waited_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    author: Mapped[User | None] = relationship(
        primaryjoin="foreign(Decision.author_id) == User.id", viewonly=True, lazy="joined"
    )
    by: Mapped[User | None] = relationship(
        primaryjoin="foreign(Decision.by_id) == User.id", viewonly=True, lazy="joined"
    )
    comment: Mapped[Comment | None] = relationship(
        primaryjoin="foreign(Decision.comment_id) == Comment.id", viewonly=True
    )
    article: Mapped[Article | None] = relationship(
        primaryjoin="foreign(Decision.article_id) == Article.id", viewonly=True
    )

    @property
    def is_sanction(self) -> bool:
        """Tell whether this is about an account rather than about its words."""
        return self.user_id is not None and self.outcome in SANCTIONS


class Appeal(db.Model):
    """A person's word that a decision about them is wrong; one for each decision."""

    __tablename__ = "appeals"
    __table_args__ = (
        CheckConstraint("state IN ('open','upheld','overturned')", name="state"),
        Index("ix_appeals_state_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), unique=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(20), default="und")
    state: Mapped[str] = mapped_column(String(20), default="open")
    # The decision that answers it.
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    decision: Mapped[Decision] = relationship(foreign_keys=[decision_id], lazy="joined")
    answer: Mapped[Decision | None] = relationship(foreign_keys=[answer_id])
    author: Mapped[User] = relationship(foreign_keys=[author_id], lazy="joined")


class LogEntry(db.Model):
    """One line of the internal log: who did what to what, and why.

    `digest` is the SHA-256 of the entry and of the digest before it, so that a changed line breaks
    all that follow (see log.py).
    """

    __tablename__ = "log_entries"
    __table_args__ = (Index("ix_log_entries_actor_id_id", "actor_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(60), default="")
    details: Mapped[str] = mapped_column(Text, default="")
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LogHead(db.Model):
    """The end of the log: one row. Whoever adds an entry locks it, so that entries form one chain."""

    __tablename__ = "log_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_count: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(String(64), default="")
