"""Reads of notices of illegal content."""

import math
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import exists, func, select

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.database import now
from community.errors import NotFound
from community.extensions import db
from community.moderation.desk_models import LegalNotice
from community.moderation.legal_addresses import is_public
from community.moderation.models import Decision
from community.screening.queries import current_policy

SUBJECTS: dict[str, type[Any]] = {"comment_id": Comment, "article_id": Article, "user_id": User}
REPEATED_WITHIN = timedelta(days=1)
# Of one thing, on the desk: five hundred of them say no more than twenty do.
SHOWN = 20


class NoticeRow(NamedTuple):
    """What the desk shows of a notice; `total` counts the open ones on the same thing."""

    id: int
    reference: str
    law: str
    explanation: str
    explanation_language: str
    name: str
    email: str
    reporter_id: int | None
    reporter_name: str | None
    created_at: datetime
    total: int


class Followed(NamedTuple):
    """A notice as whoever holds its reference may see it.

    `url` is empty where the thing is not public; `is_taken_back` says that its author did that.
    """

    notice: LegalNotice
    decision: Decision | None
    kind: str
    url: str
    is_taken_back: bool


def by_reference(reference: str) -> Followed:
    """Return what became of a notice. Raises NotFound."""
    found = db.session.execute(
        select(LegalNotice, Decision)
        .outerjoin(Decision, Decision.id == LegalNotice.decision_id)
        .where(LegalNotice.reference == reference.upper())
    ).one_or_none()
    if found is None:
        raise NotFound
    notice, decision = found
    column, thing = _subject_of(notice)
    url = thing.url if is_public(thing) else ""
    return Followed(notice, decision, column.removesuffix("_id"), url, _is_taken_back(thing))


def is_known(reference: str) -> bool:
    """Tell whether a notice has this reference."""
    return bool(db.session.scalar(select(exists().where(LegalNotice.reference == reference))))


def first_like(made: LegalNotice) -> LegalNotice | None:
    """Return the notice of the last day by the same person, on the same thing, in the same words.

    Guests are the same where they give the same name and address, or neither.
    """
    same = ("article_id", "comment_id", "user_id", "reporter_id", "name", "email", "explanation")
    alike = [getattr(LegalNotice, name) == getattr(made, name) for name in same]
    recent = LegalNotice.created_at > now() - REPEATED_WITHIN
    first = select(LegalNotice).where(*alike, recent).order_by(LegalNotice.id).limit(1)
    return db.session.scalar(first)


def open_notices(subject_column: str, ids: Collection[int]) -> dict[int, list[NoticeRow]]:
    """Return id of the thing → its open notices, the oldest first; one statement for all."""
    if not ids:
        return {}
    subject = getattr(LegalNotice, subject_column)
    of_thing = {"partition_by": subject}
    place = func.row_number().over(**of_thing, order_by=LegalNotice.id).label("place")
    total = func.count().over(**of_thing).label("total")
    columns = [getattr(LegalNotice, name) for name in NoticeRow._fields[:8]]
    numbered = (
        select(subject.label("thing_id"), *columns, User.username.label("reporter_name"))
        .add_columns(LegalNotice.created_at, total, place)
        .outerjoin(User, User.id == LegalNotice.reporter_id)
        .where(subject.in_(ids), LegalNotice.state == "open")
        .subquery()
    )
    rows = db.session.execute(
        select(numbered).where(numbered.c.place <= SHOWN).order_by(numbered.c.id)
    )
    found: dict[int, list[NoticeRow]] = {}
    for thing_id, *values, _place in rows:
        found.setdefault(thing_id, []).append(NoticeRow(*values))
    return found


def has_noticed(subject_column: str, thing_id: int, who: User) -> bool:
    """Tell whether an open notice on this thing is this person's: somebody else decides then."""
    theirs = (
        getattr(LegalNotice, subject_column) == thing_id,
        LegalNotice.reporter_id == who.id,
        LegalNotice.state == "open",
    )
    return bool(db.session.scalar(select(exists().where(*theirs))))


def promised_hours() -> int:
    """Return within how many hours the site means to decide about a notice."""
    return max(1, math.ceil(current_policy().promise_minutes / 60))


def by_id(notice_id: int) -> LegalNotice | None:
    return db.session.get(LegalNotice, notice_id)


def answered_by(decision_id: int) -> list[LegalNotice]:
    """Return the notices that a decision answered, in their order."""
    answered = select(LegalNotice).where(LegalNotice.decision_id == decision_id)
    return list(db.session.scalars(answered.order_by(LegalNotice.id)))


def _subject_of(notice: LegalNotice) -> tuple[str, Any]:
    """Return the column that names the thing of a notice, and the thing: it goes with it."""
    column = next(name for name in SUBJECTS if getattr(notice, name) is not None)
    return column, db.session.get(SUBJECTS[column], getattr(notice, column))


def _is_taken_back(thing: Any) -> bool:
    if isinstance(thing, Comment):
        return thing.state == "deleted" or _is_taken_back(thing.article)
    return isinstance(thing, Article) and (thing.is_draft or thing.is_scheduled)
