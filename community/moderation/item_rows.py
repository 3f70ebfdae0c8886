"""The statements that items are read by: all open cases, and one thing whether it waits or not."""

from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import aliased

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from community.moderation.items import Item
from community.screening.models import Case

Author = aliased(User, name="author")
Parent = aliased(Comment, name="parent")
Addressee = aliased(User, name="addressee")
Claimer = aliased(User, name="claimer")
# The article that a case is about, and the one that it is, or stands under.
Piece = aliased(Article, name="piece")
Under = aliased(Article, name="under")

# In the order of the fields of Item.
COLUMNS: list[Any] = [
    Comment.id,
    Piece.id,
    Comment.state,
    Comment.body_html,
    Comment.version,
    func.coalesce(Comment.created_at, Piece.created_at, type_=Comment.created_at.type),
    Comment.edited_at,
    Comment.verdict,
    Piece.state,
    Piece.body_html,
    Piece.version,
    Piece.summary,
    Piece.verdict,
    Piece.published_at,
    Comment.language,
    Author.bio_html,
    Author.bio_language,
    Author.bio_held,
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
    select(*COLUMNS)
    .select_from(Case)
    .join(Author, Author.id == Case.author_id)
    .outerjoin(Comment, Comment.id == Case.comment_id)
    .outerjoin(Piece, Piece.id == Case.article_id)
    .outerjoin(Under, Under.id == Case.under_id)
)
_COMMENT = _with_context(
    select(*COLUMNS)
    .select_from(Comment)
    .join(Author, Author.id == Comment.author_id)
    .join(Under, Under.id == Comment.article_id)
    .outerjoin(Case, Case.comment_id == Comment.id)
    .outerjoin(Piece, Piece.id == Case.article_id)
)
_ARTICLE = _with_context(
    select(*COLUMNS)
    .select_from(Piece)
    .join(Author, Author.id == Piece.author_id)
    .join(Under, Under.id == Piece.id)
    .outerjoin(Case, Case.article_id == Piece.id)
    .outerjoin(Comment, Comment.id == Case.comment_id)
)
_PROFILE = _with_context(
    select(*COLUMNS)
    .select_from(Author)
    .outerjoin(Case, Case.user_id == Author.id)
    .outerjoin(Comment, Comment.id == Case.comment_id)
    .outerjoin(Piece, Piece.id == Case.article_id)
    .outerjoin(Under, Under.id == Case.under_id)
)
_ONE = {
    "comment": (_COMMENT, Comment.id),
    "article": (_ARTICLE, Piece.id),
    "profile": (_PROFILE, Author.id),
}


def read_items(statement: Select[Any]) -> list[Item]:
    return [Item(*row) for row in db.session.execute(statement)]


def item_of(kind: str, id_: int) -> Item | None:
    """Return the item of one thing, whether it waits or not; None if it is not there."""
    found, column = _ONE[kind]
    return next(iter(read_items(found.where(column == id_))), None)
