"""Articles, notes and guides; their tags, their byline, and the addresses they once had."""

from datetime import datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import User
from community.database import UtcDateTime, now
from community.extensions import db
from community.media.models import Picture
from community.screening.reasons import reason_kept

KINDS = ("article", "note", "guide")
COVER_RATIOS = ("4x3", "1x1", "3x4")
THREAD_MODES = ("", "none", "newcomers", "all", "closed")
CREDIT_ROLES = ("writing", "reporting", "photos", "translation", "editing", "source")
# Mending a slip right after publishing does not make an article "updated".
SETTLING = timedelta(hours=1)


def writing_of(kind: str) -> str:
    """Return what one has to be permitted to write something of this kind."""
    return "note.write" if kind == "note" else "article.write"


article_tags = Table(
    "article_tags",
    db.metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_article_tags_tag_id_article_id", "tag_id", "article_id"),
)


class Article(db.Model):
    """What an author publishes. It is scheduled while `published_at` lies ahead.

    `body_html` is rendered from `body` when it is written; `html_version` says by which cleaner.
    """

    __tablename__ = "articles"
    __table_args__ = (
        CheckConstraint("state IN ('draft','published','removed')", name="state"),
        CheckConstraint("kind IN ('article','note','guide')", name="kind"),
        CheckConstraint(
            "thread_mode IN ('','none','newcomers','all','closed')", name="thread_mode"
        ),
        CheckConstraint("state <> 'published' OR published_at IS NOT NULL", name="published_at"),
        Index("ix_articles_state_published_at_id", "state", "published_at", "id"),
        Index("ix_articles_kind_published_at_id", "kind", "state", "published_at", "id"),
        Index("ix_articles_author_id_published_at", "author_id", "state", "published_at", "id"),
        Index("ix_articles_featured_at", "featured_at"),
        Index("ix_articles_author_id_updated_at", "author_id", "updated_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20), default="article")
    state: Mapped[str] = mapped_column(String(20), default="draft")
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(500), default="")
    body: Mapped[str] = mapped_column(Text, default="")
    body_html: Mapped[str] = mapped_column(Text, default="")
    html_version: Mapped[int] = mapped_column(default=0)
    language: Mapped[str] = mapped_column(String(20), default="und")
    language_is_chosen: Mapped[bool] = mapped_column(default=False)
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id", ondelete="SET NULL"))
    cover_ratio: Mapped[str] = mapped_column(String(5), default="4x3")
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    featured_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    version: Mapped[int] = mapped_column(default=1)
    like_count: Mapped[int] = mapped_column(default=0)
    comment_count: Mapped[int] = mapped_column(default=0)
    bookmark_count: Mapped[int] = mapped_column(default=0)
    report_count: Mapped[int] = mapped_column(default=0)
    # A note that asked to be published and waits for a moderator: still a draft, held by this check.
    held_by: Mapped[str] = mapped_column(String(40), default="")
    verdict: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    # How comments come to appear here; empty: as everywhere on the site.
    thread_mode: Mapped[str] = mapped_column(String(20), default="")
    slow_seconds: Mapped[int] = mapped_column(default=0)
    slow_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Whether the author lets people comment, and how many days after publishing the thread closes by
    # itself (0 for never). What moderators have set stands above both.
    comments_closed: Mapped[bool] = mapped_column(default=False)
    close_after_days: Mapped[int] = mapped_column(default=0)
    # What the author asks of those who comment, above the thread.
    thread_note: Mapped[str] = mapped_column(String(500), default="")
    thread_note_language: Mapped[str] = mapped_column(String(20), default="und")
    # Where this was published first, for what is cross-posted.
    canonical_url: Mapped[str] = mapped_column(String(2000), default="")
    read_count: Mapped[int] = mapped_column(default=0)
    # When it went out as a letter, which it does once.
    letter_sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    # See series_models.py.
    series_id: ClassVar[Any]
    # See team_models.py.
    contributions: ClassVar[Any]
    contribution_count: ClassVar[Any]

    author: Mapped[User] = relationship(foreign_keys=[author_id], lazy="joined", innerjoin=True)
    cover: Mapped[Picture | None] = relationship(foreign_keys=[cover_id], lazy="joined")
    tags: Mapped[list["Tag"]] = relationship(secondary=article_tags, order_by="Tag.name")
    credits: Mapped[list["Credit"]] = relationship(
        order_by="Credit.position", cascade="all, delete-orphan"
    )

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"

    @property
    def is_scheduled(self) -> bool:
        return (
            self.state == "published"
            and self.published_at is not None
            and self.published_at > now()
        )

    @property
    def is_public(self) -> bool:
        return self.state == "published" and not self.is_scheduled

    @property
    def byline(self) -> list[tuple[str, list["Credit"]]]:
        """The credits by role. Writing comes first, without the author, who is a writer anyway."""
        others = [c for c in self.credits if c.role != "writing" or c.user_id != self.author_id]
        by_role = [(role, [c for c in others if c.role == role]) for role in CREDIT_ROLES]
        return [(role, lines) for role, lines in by_role if lines or role == "writing"]

    @property
    def is_slow(self) -> bool:
        """Tell whether one person may say something here only so often, for now."""
        return bool(self.slow_seconds) and self.slow_until is not None and self.slow_until > now()

    @property
    def closes_at(self) -> datetime | None:
        """Return when the thread closes by itself; None for one that does not, or a draft."""
        if not self.close_after_days or self.published_at is None:
            return None
        return self.published_at + timedelta(days=self.close_after_days)

    @property
    def talk_mode(self) -> str:
        """Return how comments come to appear here now: the mode that is set, or `closed`."""
        is_over = self.closes_at is not None and self.closes_at <= now()
        return "closed" if self.comments_closed or is_over else self.thread_mode

    @property
    def why_held(self) -> Any:
        """Say why a moderator reads it first."""
        return reason_kept(self.held_by, self.verdict)

    @property
    def is_removed(self) -> bool:
        return self.state == "removed"

    @property
    def is_revised(self) -> bool:
        """Tell whether the words were changed once readers had them."""
        return self.published_at is not None and self.updated_at > self.published_at + SETTLING

    @property
    def url(self) -> str:
        return f"/articles/{self.slug}"


class Tag(db.Model):
    """A word that articles share; `slug` is its address, `name` as it was first written."""

    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))

    @property
    def url(self) -> str:
        return f"/tags/{self.slug}"


class Credit(db.Model):
    """One name of the byline besides the author: a person here, a name, or a source with its link."""

    __tablename__ = "credits"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    role: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200), default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    url: Mapped[str] = mapped_column(String(2000), default="")

    user: Mapped[User | None] = relationship(lazy="joined")

    @property
    def host(self) -> str:
        """The site that a source is on, for one without a name."""
        return urlsplit(self.url).hostname or self.url


class OldAddress(db.Model):
    """A path of a site that moved here, such as /2013/01/hello/, and where it leads now."""

    __tablename__ = "old_addresses"

    path: Mapped[str] = mapped_column(String(500), primary_key=True)
    target: Mapped[str] = mapped_column(String(500))


class OldSlug(db.Model):
    """An address that an article once had; it redirects to the present one."""

    __tablename__ = "old_slugs"

    slug: Mapped[str] = mapped_column(String(120), primary_key=True)
    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
