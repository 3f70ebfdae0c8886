"""What was said before, and what is being typed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import User
from community.database import UtcDateTime, now
from community.extensions import db


class Revision(db.Model):
    """The words of an article as one version had them."""

    __tablename__ = "revisions"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(500), default="")
    body: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(20), default="und")
    # What stood beside the words, as a form has it; empty for what is older than revisions.
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # The version whose words were brought back, if they were.
    restored_version: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    by: Mapped[User | None] = relationship(lazy="joined")


class Autosave(db.Model):
    """What somebody has typed and not saved; `place` is the article's id, or "new".

    `base_version` is the version that was opened, `edition` counts what was kept here since, and
    `window` is where it was typed: one window of a browser, until it is loaded anew.
    """

    __tablename__ = "autosaves"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[str] = mapped_column(String(20), primary_key=True)
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    base_version: Mapped[int] = mapped_column(default=0)
    edition: Mapped[int] = mapped_column(default=1)
    window: Mapped[str] = mapped_column(String(40), default="")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
