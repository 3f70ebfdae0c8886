"""People's accounts, and the tokens that letters carry."""

from datetime import datetime
from hashlib import sha256

from flask_login import UserMixin
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from community.database import UtcDateTime, now
from community.extensions import db

NEWCOMER_COMMENTS = 2


def version_of(words: str) -> int:
    """Return a number that tells these words from others, below 2³¹; 0 for none."""
    return int.from_bytes(sha256(words.encode()).digest()[:4]) >> 1 if words else 0


class User(UserMixin, db.Model):
    """An account. `username_key` is the same for names that look alike; one account per key."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("role IN ('reader','author','moderator','admin')", name="role"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60))
    username_key: Mapped[str] = mapped_column(String(120), unique=True)
    email: Mapped[str] = mapped_column(String(320))
    email_key: Mapped[str] = mapped_column(String(320), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20), default="reader")
    language: Mapped[str] = mapped_column(String(20), default="en")
    timezone: Mapped[str] = mapped_column(String(60), default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    bio: Mapped[str] = mapped_column(Text, default="")
    bio_html: Mapped[str] = mapped_column(Text, default="")
    bio_html_version: Mapped[int] = mapped_column(default=0)
    bio_language: Mapped[str] = mapped_column(String(20), default="und")
    # New words about oneself that wait for a moderator; the old ones stay until then.
    bio_held: Mapped[str] = mapped_column(Text, default="")
    reads: Mapped[list[str]] = mapped_column(JSON, default=list)
    learning: Mapped[str] = mapped_column(String(20), default="")
    face_key: Mapped[str] = mapped_column(String(40), default="")
    cover_key: Mapped[str] = mapped_column(String(40), default="")
    approved_comment_count: Mapped[int] = mapped_column(default=0)
    unread_count: Mapped[int] = mapped_column(default=0)
    # What moderation has decided about this account and is in force; the decisions tell the rest.
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    muted_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    suspended_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_banned: Mapped[bool] = mapped_column(default=False)
    warning_id: Mapped[int | None]
    sanction_id: Mapped[int | None]
    # What became of this person's reports.
    upheld_count: Mapped[int] = mapped_column(default=0)
    dismissed_count: Mapped[int] = mapped_column(default=0)
    is_demo: Mapped[bool] = mapped_column(default=False)
    # Who came with an import: nobody can sign in until the owner of the address asks for a password.
    imported_from: Mapped[str] = mapped_column(String(100), default="")
    # Letters to this address came back: but for those about the account itself none are sent until
    # its owner says that it works again.
    mail_failures: Mapped[int] = mapped_column(default=0)
    mail_failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mail_stopped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def is_author(self) -> bool:
        return self.role in ("author", "moderator", "admin")

    @property
    def is_moderator(self) -> bool:
        return self.role in ("moderator", "admin")

    @property
    def is_newcomer(self) -> bool:
        """Tell whether the first comments of this reader are still looked at before they appear."""
        return self.role == "reader" and self.approved_comment_count < NEWCOMER_COMMENTS

    @property
    def takes_letters(self) -> bool:
        """Tell whether this address is known to be the person's own, and to be there still."""
        return self.confirmed_at is not None and self.mail_stopped_at is None

    @property
    def sanction(self) -> str:
        """Name the strongest sanction in force: ban, suspend, mute, warn (unread), hold; or ""."""
        moment = now()
        if self.is_banned:
            return "ban"
        for name, until in (("suspend", self.suspended_until), ("mute", self.muted_until)):
            if until is not None and until > moment:
                return name
        if self.warning_id is not None:
            return "warn"
        return "hold" if self.held_until is not None and self.held_until > moment else ""

    @property
    def is_shut_out(self) -> bool:
        """Tell whether this person may read and object, and do nothing else."""
        return self.sanction in ("ban", "suspend")

    @property
    def version(self) -> int:
        """Name the words that wait, so that a moderator decides about those that were read."""
        return version_of(self.bio_held)

    @property
    def owner_id(self) -> int:
        return self.id

    @property
    def url(self) -> str:
        return f"/@{self.username}"

    @property
    def face_url(self) -> str:
        return f"/media/{self.face_key}-small.webp" if self.face_key else ""


class AccountToken(db.Model):
    """A link in a letter: random, short-lived, used once; the database holds its SHA-256."""

    __tablename__ = "account_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(320))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SecurityEvent(db.Model):
    """What happened to an account: sign-ins, good and bad, and changes. Shown to its owner.

    `user_id` is null for a failed sign-in under a name that nobody has.
    """

    __tablename__ = "security_events"
    __table_args__ = (Index("ix_security_events_user_id_id", "user_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(30))
    address: Mapped[str] = mapped_column(String(60), default="")
    device: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
