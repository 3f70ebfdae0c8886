"""What the desk shows of a case, as one row: no objects, so that a full page costs little more than an
empty one."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import aliased

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.database import now
from community.extensions import db
from community.screening.models import Case

Author = aliased(User, name="author")
Parent = aliased(Comment, name="parent")
Addressee = aliased(User, name="addressee")
Claimer = aliased(User, name="claimer")
Under = aliased(Article, name="under")

KINDS = {"comment": Comment.id, "article": Under.id, "profile": Author.id}


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


_IS_ARTICLE = Case.article_id.is_not(None)


def _columns(is_article: Any) -> list[Any]:
    """Return what an item is made of, in its order; an article's own columns only if the case is its."""

    def of_article(column: Any) -> Any:
        return case((is_article, column), else_=None)

    return [
        Comment.id,
        of_article(Under.id),
        Comment.state,
        Comment.body_html,
        Comment.version,
        func.coalesce(
            Comment.created_at, of_article(Under.created_at), type_=Comment.created_at.type
        ),
        Comment.edited_at,
        Comment.verdict,
        of_article(Under.state),
        of_article(Under.body_html),
        of_article(Under.version),
        of_article(Under.summary),
        Under.verdict,
        of_article(Under.published_at),
        Comment.language,
        Author.bio_html,
        Author.bio_language,
        Under.title,
        Under.slug,
        Under.language,
        Parent.id,
        case((Parent.state == "published", Parent.body_html), else_=""),
        Parent.language,
        Addressee.username,
        Author.id,
        Author.username,
        Author.face_key,
        Author.role,
        Author.created_at,
        Author.approved_comment_count,
        Author.held_until,
        Author.muted_until,
        Author.suspended_until,
        Author.is_banned,
        Case.id,
        Case.user_id,
        Case.place,
        Case.held_by,
        Case.score,
        Case.report_count,
        Case.is_legal,
        Case.opened_at,
        Case.claimed_at,
        Case.claimed_by_id,
        Claimer.username,
    ]


def _with_context(found: Select[Any]) -> Select[Any]:
    return (
        found.outerjoin(Parent, Parent.id == Comment.parent_id)
        .outerjoin(Addressee, Addressee.id == Parent.author_id)
        .outerjoin(Claimer, Claimer.id == Case.claimed_by_id)
    )


# All open cases; the desk narrows and orders them.
OPEN = _with_context(
    select(*_columns(_IS_ARTICLE))
    .select_from(Case)
    .join(Author, Author.id == Case.author_id)
    .outerjoin(Comment, Comment.id == Case.comment_id)
    .outerjoin(Under, Under.id == Case.under_id)
)


def read_items(statement: Select[Any]) -> list[Item]:
    return [Item(*row) for row in db.session.execute(statement)]


def item_of(kind: str, id_: int) -> Item | None:
    """Return the item of one thing, whether it waits or not; None if it is not there."""
    return next(iter(read_items(_ONE[kind].where(KINDS[kind] == id_))), None)


_ONE: dict[str, Select[Any]] = {
    "comment": _with_context(
        select(*_columns(_IS_ARTICLE))
        .select_from(Comment)
        .join(Author, Author.id == Comment.author_id)
        .join(Under, Under.id == Comment.article_id)
        .outerjoin(Case, Case.comment_id == Comment.id)
    ),
    "article": _with_context(
        select(*_columns(Under.id.is_not(None)))
        .select_from(Under)
        .join(Author, Author.id == Under.author_id)
        .outerjoin(Case, Case.article_id == Under.id)
        .outerjoin(Comment, Comment.id == Case.comment_id)
    ),
    "profile": _with_context(
        select(*_columns(_IS_ARTICLE))
        .select_from(Author)
        .outerjoin(Case, Case.user_id == Author.id)
        .outerjoin(Comment, Comment.id == Case.comment_id)
        .outerjoin(Under, Under.id == Case.under_id)
    ),
}
