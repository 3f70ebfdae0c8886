"""The HTML of a comment, kept for whoever sees it the same way next.

A page shows hundreds of comments, and most readers see most of them alike. What the macro made is
kept under all that it was made from: when something changes, the old is not asked for any more.
"""

from functools import lru_cache
from typing import Any, NamedTuple

from flask import current_app

from community.comments.labels import comment_labels
from community.comments.rows import CommentRow
from community.web.filters import ago

# About 1.5 kB each.
KEPT = 4_000
# Stands for the reader's own token; nobody can write it, for control characters are taken out of words.
TOKEN = "\x01token\x01"


class SeenArticle(NamedTuple):
    """What a comment shows of its article."""

    url: str
    author_id: int
    talk_mode: str


class SeenBy(NamedTuple):
    """What a comment shows of who looks at it."""

    is_moderator: bool
    is_host: bool


def show_comment(
    row: CommentRow, article: Any, viewer: Any, labels: Any, token: str, is_liked: bool
) -> str:
    """Return a comment as this reader sees it now; `labels` are those of the page."""
    html = _html(
        row._replace(number=0, total=0, reply_count=0),
        SeenArticle(article.url, article.author_id, article.talk_mode),
        SeenBy(viewer.is_moderator, viewer.id == article.author_id) if viewer else None,
        is_liked,
        labels.locale_name,
        ago(row.created_at, labels.locale),
    )
    return html.replace(TOKEN, token) if viewer else html


@lru_cache(maxsize=KEPT)
def _html(
    row: CommentRow,
    article: SeenArticle,
    viewer: SeenBy | None,
    is_liked: bool,
    _locale: str,
    _ago: str,
) -> str:
    """Render a comment. Locale and age are not handed to the macro, but it shows them."""
    macros: Any = current_app.jinja_env.get_template("comments/_comment.html").module
    return macros.comment(row, article, viewer, comment_labels(), TOKEN, is_liked)
