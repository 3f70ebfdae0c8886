"""Cases made anew from what waits: after an import, a demo, a ban that was wrong, or a repair by hand."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    exists,
    false,
    func,
    insert,
    literal,
    null,
    or_,
    select,
)

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.database import change
from community.extensions import db
from community.moderation.asked import asked_by_thing
from community.screening.models import Case


@dataclass(frozen=True)
class Kind:
    """What waits of a table: which rows are held and by what, which may be asked about, which rest."""

    model: Any
    column: str
    is_held: ColumnElement[bool]
    held_by: Any
    language: Any
    may_be_asked: ColumnElement[bool]
    rests: ColumnElement[bool]
    author: Any
    under: Any


KINDS = (
    Kind(
        Comment,
        "comment_id",
        Comment.state == "held",
        Comment.held_by,
        Comment.language,
        # What was removed while somebody still asked about it waits for an answer all the same.
        Comment.state.in_(("published", "removed")),
        false(),
        Comment.author_id,
        Comment.article_id,
    ),
    Kind(
        Article,
        "article_id",
        and_(Article.state == "draft", Article.held_by != ""),
        Article.held_by,
        Article.language,
        Article.id > 0,
        Article.state == "draft",
        Article.author_id,
        Article.id,
    ),
    Kind(
        User,
        "user_id",
        User.bio_held != "",
        literal("words"),
        User.bio_language,
        User.id > 0,
        false(),
        User.id,
        null(),
    ),
)


def open_missing_cases(author_id: int | None = None) -> int:
    """Open a case for everything that waits and has none, of one author or of all; return how many."""
    opened = sum(_open(kind, author_id) for kind in KINDS)
    db.session.flush()
    return opened


def _open(kind: Kind, author_id: int | None) -> int:
    model, asked = kind.model, asked_by_thing(kind.column).c
    is_asked = asked.number.is_not(None)
    by_readers = and_(kind.held_by == "reports", is_asked)
    place = case(
        (and_(kind.is_held, ~by_readers), "held"),
        (and_(kind.rests, ~kind.is_held), ""),
        else_="reported",
    )
    values = {
        kind.column: model.id,
        "author_id": kind.author,
        "under_id": kind.under,
        "language": kind.language,
        "place": place,
        "held_by": case((kind.is_held, kind.held_by), else_=""),
        "score": func.coalesce(asked.score, 0.0),
        "report_count": func.coalesce(asked.number, 0),
        "is_legal": func.coalesce(asked.legal, 0) == 1,
        "opened_at": func.coalesce(asked.since, model.created_at),
    }
    waits = or_(kind.is_held, and_(is_asked, kind.may_be_asked))
    found = (
        select(*values.values())
        .select_from(model)
        .outerjoin(asked.thing_id.table, asked.thing_id == model.id)
        .where(waits, ~exists().where(getattr(Case, kind.column) == model.id))
    )
    if author_id is not None:
        found = found.where(kind.author == author_id)
    return change(insert(Case).from_select(list(values), found, include_defaults=False))
