"""Cases made anew from what waits: after an import, a demo, or a repair by hand."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, insert, literal, null, select

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.database import change
from community.extensions import db
from community.moderation.models import Report
from community.screening.models import Case


def open_missing_cases() -> int:
    """Open a case for everything that waits and has none; return how many there were."""
    held = Comment.state == "held"
    reported = Comment.state == "published"
    under = {"under": Comment.article_id, "author": Comment.author_id}
    opened = _open(Comment, "comment_id", held, "held", Comment.held_by, **under)
    opened += _open_reported(Comment, "comment_id", reported, **under)
    opened += _open(
        Article,
        "article_id",
        (Article.state == "draft") & (Article.held_by != ""),
        "held",
        Article.held_by,
        under=Article.id,
        author=Article.author_id,
    )
    published = Article.state == "published"
    own = {"under": Article.id, "author": Article.author_id}
    opened += _open_reported(Article, "article_id", published, **own)
    waits = User.bio_held != ""
    opened += _open(User, "user_id", waits, "held", literal("words"), under=null(), author=User.id)
    opened += _open_reported(User, "user_id", User.id > 0, under=null(), author=User.id)
    db.session.flush()
    return opened


def _open_reported(model: Any, column: str, condition: ColumnElement[bool], **own: Any) -> int:
    open_ = (getattr(Report, column) == model.id, Report.state == "open")
    is_reported = condition & exists().where(*open_)
    return _open(model, column, is_reported, "reported", literal(""), **own)


def _open(
    model: Any,
    column: str,
    condition: ColumnElement[bool],
    place: str,
    held_by: Any,
    *,
    under: Any,
    author: Any,
) -> int:
    about = (getattr(Report, column) == model.id, Report.state == "open")
    found: Select[Any] = select(
        model.id,
        author,
        under,
        model.bio_language if model is User else model.language,
        literal(place),
        held_by,
        select(func.coalesce(func.sum(Report.weight), 0.0)).where(*about).scalar_subquery(),
        select(func.count(Report.id)).where(*about).scalar_subquery(),
        literal(False),
        func.coalesce(
            select(func.min(Report.created_at)).where(*about).scalar_subquery(), model.created_at
        ),
    ).where(condition, ~exists().where(getattr(Case, column) == model.id))
    names = ("author_id", "under_id", "language", "place", "held_by", "score")
    columns = [column, *names, "report_count", "is_legal", "opened_at"]
    return change(insert(Case).from_select(columns, found, include_defaults=False))
