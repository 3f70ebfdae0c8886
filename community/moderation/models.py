"""Reports by readers, and the decisions on them. Decisions are a log: rows are added, never changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.database import UtcDateTime, now
from community.extensions import db

OUTCOMES = ("approve", "hold", "remove")
ONE_SUBJECT = " + ".join(
    f"CASE WHEN {subject} IS NULL THEN 0 ELSE 1 END"
    for subject in ("article_id", "comment_id", "user_id")
)


class Report(db.Model):
    """A reader's word that something breaks a house rule; one of each person and thing."""

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
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    reporter: Mapped[User] = relationship(foreign_keys=[reporter_id], lazy="joined")


class Decision(db.Model):
    """What was decided about whose words, by which rule, by whom (nobody: a machine).

    The words as they stood are kept with it. The database refuses to change or delete a row, so the
    ids are plain numbers: what they point to may go, the decision stays.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint("outcome IN ('approve','hold','remove')", name="outcome"),
        CheckConstraint(f"{ONE_SUBJECT} = 1", name="one_subject"),
        Index("ix_decisions_author_id_id", "author_id", "id"),
        Index("ix_decisions_comment_id", "comment_id"),
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
