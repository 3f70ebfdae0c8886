"""Reads of reports, decisions and the public log."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import joinedload

from community.errors import NotFound
from community.extensions import db
from community.moderation.models import Decision, Report

LOG_PAGE = 30


def subject_of(thing: Any) -> str:
    """Return the column that names this thing in reports and decisions."""
    return {"articles": "article_id", "comments": "comment_id", "users": "user_id"}[
        thing.__tablename__
    ]


def about(model: type[Report] | type[Decision], thing: Any) -> ColumnElement[bool]:
    """Return the condition that a report or decision is about this thing."""
    return getattr(model, subject_of(thing)) == thing.id


def report_by(who: Any, thing: Any) -> Report | None:
    """Return the report that this person has made on this thing, or None."""
    return db.session.scalar(
        select(Report).where(Report.reporter_id == who.id, about(Report, thing))
    )


def open_reports(thing: Any) -> list[Report]:
    """Return the reports on this thing that nobody has decided yet."""
    return list(
        db.session.scalars(select(Report).where(about(Report, thing), Report.state == "open"))
    )


def decision_for(decision_id: int, who: Any) -> Decision:
    """Return a decision to those it concerns: the author, the reporters, the moderators.

    Raises NotFound (404) for anyone else, as for one that is not there.
    """
    decision = db.session.get(Decision, decision_id)
    if decision is None or not (
        who.is_moderator or decision.author_id == who.id or has_reported(who, decision)
    ):
        raise NotFound
    return decision


def has_reported(who: Any, decision: Decision) -> bool:
    """Tell whether this decision answered a report of this person."""
    answered = (Report.decision_id == decision.id) & (Report.reporter_id == who.id)
    return bool(db.session.scalar(select(exists().where(answered))))


def reporters_answered(decision_id: int) -> Iterable[Report]:
    """Return the reports that a decision answered, with their reporters."""
    return db.session.scalars(select(Report).where(Report.decision_id == decision_id))


def log_page(before: int | None, outcome: str = "") -> tuple[list[Decision], int | None]:
    """Return a page of the log, newest first, and the id that the next page goes on from."""
    page = (
        select(Decision)
        .options(joinedload(Decision.comment), joinedload(Decision.article))
        .order_by(Decision.id.desc())
        .limit(LOG_PAGE + 1)
    )
    if before is not None:
        page = page.where(Decision.id < before)
    if outcome:
        page = page.where(Decision.outcome == outcome)
    rows = list(db.session.scalars(page))
    return rows[:LOG_PAGE], rows[LOG_PAGE - 1].id if len(rows) > LOG_PAGE else None
