"""All comments of one person at a stroke: removed with a ban, restored when that was wrong."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import delete, func, select, update

from community.articles.models import Article
from community.comments.models import Comment
from community.database import change
from community.extensions import db
from community.screening.models import Case

UNSEEN = {"synchronize_session": False}
# Databases take so many values in one statement, and no more.
CHUNK = 500
# [id, state, held_by], as JSON gives it back.
Kept = Sequence[Any]


def remove_all(author_id: int, *, rule: str) -> list[list[Any]]:
    """Remove what a person has said, counters included; return [id, state, held_by] of each."""
    standing = (Comment.author_id == author_id, Comment.state.in_(("published", "held")))
    found = select(Comment.id, Comment.state, Comment.held_by).where(*standing)
    kept = [list(row) for row in db.session.execute(found.order_by(Comment.id))]
    cases = delete(Case).where(Case.comment_id.in_(select(Comment.id).where(*standing)))
    change(cases, **UNSEEN)
    removed = update(Comment).where(*standing)
    change(removed.values(state="removed", removed_rule=rule, held_by=""), **UNSEEN)
    _settle(kept)
    return kept


def restore_all(kept: Iterable[Kept]) -> None:
    """Let the comments that `remove_all` removed stand as before, but for those gone since.

    Those that were held wait for a look again: their cases are for the caller to open.
    """
    kept = list(kept)
    for id_, state, held_by in kept:
        removed = update(Comment).where(Comment.id == id_, Comment.state == "removed")
        values = {"state": state, "removed_rule": "", "held_by": held_by}
        change(removed.values(**values), **UNSEEN)
    _settle(kept)


def _settle(kept: Sequence[Kept]) -> None:
    """Count anew under the articles and in the threads that these comments stand in."""
    ids = (id_ for id_, _state, _held_by in kept)
    while chunk := list(islice(ids, CHUNK)):
        _recount(chunk)
    for thing in list(db.session.identity_map.values()):
        if isinstance(thing, (Comment, Article)):
            db.session.expire(thing)


def _recount(ids: list[int]) -> None:
    under, reply = Comment.__table__.alias("under"), Comment.__table__.alias("reply")
    mine = select(Comment.article_id, Comment.root_id).where(Comment.id.in_(ids)).subquery()
    published = select(func.count()).select_from(under)
    published = published.where(under.c.article_id == Article.id, under.c.state == "published")
    articles = update(Article).where(Article.id.in_(select(mine.c.article_id)))
    change(articles.values(comment_count=published.scalar_subquery()), **UNSEEN)
    answers = select(func.count()).select_from(reply)
    answers = answers.where(reply.c.root_id == Comment.id, reply.c.state == "published")
    roots = update(Comment).where(Comment.id.in_(select(mine.c.root_id)))
    change(roots.values(reply_count=answers.scalar_subquery()), **UNSEEN)
