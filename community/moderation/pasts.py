"""What the desk shows of an author's past: what was removed and stands so, and the last decisions."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, distinct, func, select
from sqlalchemy.orm import aliased

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.comments.record import LATEST
from community.extensions import db
from community.moderation.desk_models import AccountNote
from community.moderation.models import SANCTIONS, Decision
from community.moderation.standing import stands

DECISIONS_SHOWN = 3


@dataclass
class Past:
    """What is known of an author.

    `removed` counts what a decision removed and is removed still, `sanctions` those that were neither
    overturned nor undone. Of the last comments that are public or removed, `said`, so many were
    `lately_removed`: what the check of recent rejections looks at. `latest` are the last decisions.
    """

    removed: int = 0
    sanctions: int = 0
    notes: int = 0
    said: int = 0
    lately_removed: int = 0
    latest: list[Any] = field(default_factory=list)

    @property
    def percent_removed(self) -> int | None:
        """Return the share of removed ones among the last comments; None where there are none."""
        return round(100 * self.lately_removed / self.said) if self.said else None


def pasts_of(ids: set[int]) -> dict[int, Past]:
    """Return author id → what is known of them, in two statements."""
    if not ids:
        return {}
    figures = {
        "removed": _removed_words(Comment, Decision.comment_id)
        + _removed_words(Article, Decision.article_id)
        + _decisions(Decision.user_id.is_not(None), Decision.outcome == "remove"),
        "sanctions": _decisions(Decision.user_id.is_not(None), Decision.outcome.in_(SANCTIONS)),
        "notes": _of_author(select(func.count(AccountNote.id)), AccountNote.user_id),
        "said": _last_said("published", "removed"),
        "lately_removed": _last_said("removed"),
    }
    columns = [column.label(name) for name, column in figures.items()]
    rows = db.session.execute(select(User.id, *columns).where(User.id.in_(ids)))
    pasts = {id_: Past() for id_ in ids} | {id_: Past(*found) for id_, *found in rows}
    for row in _last_decisions(ids):
        pasts[row.author_id].latest.append(row)
    return pasts


def _of_author(counted: Any, author_id: Any) -> ScalarSelect[int]:
    found: ScalarSelect[int] = counted.where(author_id == User.id).correlate(User).scalar_subquery()
    return found


def _removed_words(model: Any, subject: Any) -> ScalarSelect[int]:
    """Count what is removed still, once each: what was restored since does not speak against anybody."""
    removed = select(func.count(distinct(subject))).join(model, model.id == subject)
    return _of_author(
        removed.where(Decision.outcome == "remove", model.state == "removed"), Decision.author_id
    )


def _decisions(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return _of_author(
        select(func.count(Decision.id)).where(*conditions, stands()), Decision.author_id
    )


def _last_said(*states: str) -> ScalarSelect[int]:
    """Count among the last comments those in these states; as many as screening looks at."""
    earlier = aliased(Comment)
    first = _of_author(
        select(earlier.id).order_by(earlier.id.desc()).limit(1).offset(LATEST - 1),
        earlier.author_id,
    )
    said = select(func.count(Comment.id)).where(
        Comment.state.in_(states), Comment.id >= func.coalesce(first, 0)
    )
    return _of_author(said, Comment.author_id)


def _last_decisions(ids: set[int]) -> Any:
    """Read the last decisions about each author, the latest first."""
    number = func.row_number().over(partition_by=Decision.author_id, order_by=Decision.id.desc())
    columns = (Decision.id, Decision.author_id, Decision.outcome, Decision.rule, Decision.user_id)
    told = (
        select(*columns, Decision.created_at, number.label("n"))
        .where(Decision.author_id.in_(ids))
        .subquery()
    )
    latest = select(told).where(told.c.n <= DECISIONS_SHOWN)
    return db.session.execute(latest.order_by(told.c.n))
