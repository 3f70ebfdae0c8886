"""Reads of reports, decisions and the public log."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from community.database import now
from community.errors import NotFound
from community.extensions import db
from community.moderation.models import SANCTIONS, Appeal, Decision, Report

LOG_PAGE = 30
# What is decided about words that were reported, and told to those who did.
ANSWERING = ("approve", "remove", "overturn")


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


def latest_decision(thing: Any) -> Decision | None:
    """Return the last decision about a thing, or None; of a person that about their account, too."""
    last = select(Decision).where(about(Decision, thing)).order_by(Decision.id.desc()).limit(1)
    return db.session.scalar(last)


def latest_sanction(person: Any) -> Decision | None:
    """Return the last sanction on an account, in force or not."""
    is_one = (Decision.user_id == person.id, Decision.outcome.in_(SANCTIONS))
    return db.session.scalar(select(Decision).where(*is_one).order_by(Decision.id.desc()).limit(1))


def standing_sanction(person: Any, *, besides: Decision) -> Decision | None:
    """Return the last sanction but this one that is neither over, lifted nor found wrong, or None.

    Warnings do not count: whether one still waits to be read stands on the account.
    """
    answer = aliased(Decision)
    answers = (answer.user_id == person.id, answer.outcome.in_(("lift", "overturn", "undo")))
    # Lifted is whatever was in force then, whichever decision the answer names.
    is_answered = or_(
        answer.about_id == Decision.id,
        and_(answer.outcome == "lift", answer.id > Decision.id),
    )
    stands = (
        Decision.user_id == person.id,
        Decision.outcome.in_(set(SANCTIONS) - {"warn"}),
        Decision.id != besides.id,
        or_(Decision.ends_at.is_(None), Decision.ends_at > now()),
        ~exists().where(*answers, is_answered),
    )
    return db.session.scalar(select(Decision).where(*stands).order_by(Decision.id.desc()).limit(1))


def subject_column(decision: Decision) -> str:
    """Return the column that names what a decision is about."""
    columns = ("comment_id", "article_id", "user_id")
    return next(name for name in columns if getattr(decision, name) is not None)


def appeal_on(decision_id: int) -> Appeal | None:
    """Return the appeal against a decision, or None."""
    return db.session.scalar(select(Appeal).where(Appeal.decision_id == decision_id))


def appeal_by_id(appeal_id: int) -> Appeal | None:
    return db.session.get(Appeal, appeal_id)


def answers_to(decision_id: int) -> list[Decision]:
    """Return the decisions that answer one: upheld, overturned, undone, lifted."""
    found = select(Decision).where(Decision.about_id == decision_id).order_by(Decision.id)
    return list(db.session.scalars(found))


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
    """Tell whether this decision answers a report of this person, or did until a newer one did."""
    answered = Report.decision_id == decision.id
    if decision.outcome in ANSWERING:
        column = subject_column(decision)
        answered |= getattr(Report, column) == getattr(decision, column)
    theirs = (Report.reporter_id == who.id, answered)
    return bool(db.session.scalar(select(exists().where(*theirs))))


def has_answered_appeal(decision: Decision) -> bool:
    """Tell whether a decision answered an appeal."""
    return bool(db.session.scalar(select(exists().where(Appeal.answer_id == decision.id))))


def reporters_answered(decision_id: int) -> Iterable[Report]:
    """Return the reports that a decision answered, with their reporters."""
    return db.session.scalars(select(Report).where(Report.decision_id == decision_id))


def reports_by_ids(ids: Iterable[int]) -> list[Report]:
    return list(db.session.scalars(select(Report).where(Report.id.in_(list(ids)))))


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
