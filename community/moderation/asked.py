"""What readers ask of the moderators: open reports and notices, and the case that they make of a thing."""

from datetime import datetime
from typing import Any

from sqlalchemy import Subquery, func, literal, select, union_all

from community.articles.models import Article
from community.database import now
from community.extensions import db
from community.moderation.answers import about, case_of, close
from community.moderation.desk_models import LegalNotice
from community.moderation.legal import WEIGHT
from community.moderation.models import Report
from community.moderation.queries import subject_of
from community.screening.cases import lay_out
from community.screening.models import Case


def asked_by_thing(column: str, thing_id: int | None = None) -> Subquery:
    """Select what is open on each thing that `column` names: thing_id, score, number, legal, since."""
    subjects = (getattr(Report, column), getattr(LegalNotice, column))
    which = [one.is_not(None) if thing_id is None else one == thing_id for one in subjects]
    reports = select(
        subjects[0].label("thing_id"),
        Report.weight.label("weight"),
        literal(0).label("legal"),
        Report.created_at.label("at"),
    ).where(which[0], Report.state == "open")
    notices = select(subjects[1], literal(WEIGHT), literal(1), LegalNotice.created_at).where(
        which[1], LegalNotice.state == "open"
    )
    each = union_all(reports, notices).subquery().c
    return (
        select(
            each.thing_id,
            func.sum(each.weight).label("score"),
            func.count().label("number"),
            func.max(each.legal).label("legal"),
            func.min(each.at).label("since"),
        )
        .group_by(each.thing_id)
        .subquery()
    )


def settle_case(thing: Any, opened_at: datetime | None = None) -> None:
    """Let the case of a thing tell what waits there now: held words, open reports, open notices.

    It is as old as `opened_at` says, else as what waits longest. Where nothing waits there is none.
    """
    asked = db.session.execute(select(asked_by_thing(subject_of(thing), thing.id))).first()
    case = db.session.scalar(select(Case).filter_by(**about(thing)))
    is_held = case is not None and bool(case.held_by)
    if asked is None and not is_held:
        close(thing)
        return
    since = asked.since if asked else now()
    lay_out(
        **case_of(thing),
        place=_place(thing, case.held_by if case else "", is_asked=asked is not None),
        held_by=case.held_by if case else "",
        score=asked.score if asked else 0.0,
        report_count=asked.number if asked else 0,
        is_legal=bool(asked and asked.legal),
        opened_at=opened_at or (case.opened_at if case and is_held else since),
    )
    if case:
        db.session.expire(case)


def _place(thing: Any, held_by: str, *, is_asked: bool) -> str:
    """Name the queue of a case. What readers hid stays among the reported; a draft rests."""
    if held_by and not (held_by == "reports" and is_asked):
        return "held"
    return "" if isinstance(thing, Article) and thing.is_draft else "reported"
