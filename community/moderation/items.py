"""What the desk shows of a case, as one row: no objects, so that a full page costs little more than an
empty one."""

from datetime import datetime
from typing import Any, NamedTuple

from community.accounts.models import version_of
from community.database import now


class Item(NamedTuple):
    """One thing that waits, or waited, for a decision, with all that its card shows.

    `language` is that of the words; `under_…` the article that a comment stands under, `parent_…` what
    it answers. `case_id` is None for what waits for nobody.
    """

    comment_id: int | None
    article_id: int | None
    comment_state: str | None
    comment_html: str | None
    comment_version: int | None
    written_at: datetime | None
    edited_at: datetime | None
    verdict: dict[str, Any] | None
    article_state: str | None
    article_html: str | None
    article_version: int | None
    article_summary: str | None
    article_verdict: dict[str, Any] | None
    article_published_at: datetime | None
    comment_language: str | None
    bio_html: str
    bio_language: str
    bio_held: str
    under_title: str | None
    under_slug: str | None
    under_language: str | None
    parent_id: int | None
    parent_html: str | None
    parent_language: str | None
    parent_name: str | None
    author_id: int
    author_name: str
    author_face_key: str
    author_role: str
    author_since: datetime
    author_approved: int
    author_held_until: datetime | None
    author_muted_until: datetime | None
    author_suspended_until: datetime | None
    author_is_banned: bool
    case_id: int | None
    case_user_id: int | None
    place: str | None
    held_by: str | None
    score: float | None
    report_count: int | None
    is_legal: bool | None
    opened_at: datetime | None
    claimed_at: datetime | None
    claimed_by_id: int | None
    claimed_by_name: str | None

    @property
    def kind(self) -> str:
        if self.comment_id is not None:
            return "comment"
        return "article" if self.article_id is not None else "profile"

    @property
    def id(self) -> int:
        return self.comment_id or self.article_id or self.author_id

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.id}"

    @property
    def state(self) -> str:
        """Return the state of the thing; a note that waits is held, and a profile has none."""
        if self.kind == "comment":
            return self.comment_state or ""
        is_waiting = self.kind == "article" and self.place == "held"
        return "held" if is_waiting else (self.article_state or "")

    @property
    def html(self) -> str:
        words = {
            "comment": self.comment_html,
            "article": self.article_html,
            "profile": self.bio_html,
        }
        return words[self.kind] or ""

    @property
    def language(self) -> str:
        if self.kind == "comment":
            return self.comment_language or "und"
        return self.under_language or "und" if self.kind == "article" else self.bio_language

    @property
    def version(self) -> int | None:
        if self.kind == "profile":
            return version_of(self.bio_held)
        return self.comment_version if self.kind == "comment" else self.article_version

    @property
    def caught(self) -> dict[str, Any]:
        """Return what the screening said of the words, or nothing."""
        return (self.verdict if self.kind == "comment" else self.article_verdict) or {}

    @property
    def url(self) -> str:
        if self.kind == "comment":
            return f"/comments/{self.comment_id}"
        return f"/articles/{self.under_slug}" if self.kind == "article" else f"/@{self.author_name}"

    @property
    def action_url(self) -> str:
        return f"/moderation/{self.kind}s/{self.id}"

    @property
    def author_sanction(self) -> str:
        """Name the sanction that the author is under; "" for none."""
        if self.author_is_banned:
            return "ban"
        ends = {
            "suspend": self.author_suspended_until,
            "mute": self.author_muted_until,
            "hold": self.author_held_until,
        }
        return next((name for name, end in ends.items() if end and end > now()), "")
