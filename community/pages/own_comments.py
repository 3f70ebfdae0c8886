"""All that a person has said, with what became of it and why."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import case, func, select

from community.articles.models import Article
from community.articles.queries import is_public
from community.comments.models import Comment
from community.database import decode_cursor, encode_cursor
from community.extensions import db
from community.moderation.models import Decision
from community.screening.reasons import reason_kept

PAGE = 30
STATES = ("published", "held", "removed", "deleted")


class OwnComment(NamedTuple):
    """One's own comment as the page shows it; `decision_id` is the last decision about it.

    `title` is empty while the article cannot be read.
    """

    id: int
    state: str
    body_html: str
    language: str
    created_at: datetime
    removed_rule: str
    held_by: str
    verdict: dict[str, Any] | None
    title: str
    slug: str
    title_language: str
    decision_id: int | None

    @property
    def reason(self) -> Any:
        """Say why it waits."""
        return reason_kept(self.held_by, self.verdict)


def own_comments(
    user_id: int, state: str = "", after: str | None = None
) -> tuple[list[OwnComment], str]:
    """Return a page of somebody's own comments, newest first, and the cursor of the next; one statement."""
    last = select(func.max(Decision.id)).where(Decision.comment_id == Comment.id)
    page = (
        select(
            Comment.id,
            Comment.state,
            Comment.body_html,
            Comment.language,
            Comment.created_at,
            Comment.removed_rule,
            Comment.held_by,
            Comment.verdict,
            case((is_public(), Article.title), else_=""),
            Article.slug,
            Article.language,
            last.scalar_subquery(),
        )
        .join(Article, Article.id == Comment.article_id)
        .where(Comment.author_id == user_id)
        .order_by(Comment.id.desc())
        .limit(PAGE + 1)
    )
    if state:
        page = page.where(Comment.state == state)
    if place := decode_cursor(after, int):
        page = page.where(Comment.id < place[0])
    rows = [OwnComment(*row) for row in db.session.execute(page)]
    return rows[:PAGE], encode_cursor(rows[PAGE - 1].id) if len(rows) > PAGE else ""
