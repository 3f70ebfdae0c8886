"""What follows when a moderator approves what was removed: earlier answers turn, objections are right.

What an approval turns is kept with it, so that it can be taken back as well.
"""

from typing import Any

from sqlalchemy import select

from community.accounts.models import User
from community.extensions import db
from community.moderation.answers import count_outcome
from community.moderation.desk_models import LegalNotice
from community.moderation.models import Appeal, Decision, Report
from community.moderation.queries import about, subject_of
from community.moderation.standing import last_against

Turned = dict[str, list[list[int]]]


def taken_back(thing: Any, last: Decision | None) -> tuple[int | None, Turned]:
    """Return the decision that approving a thing takes back, and what it answers anew.

    `last` is the last decision about it: where there is none, only a ban can have removed it. Words
    about oneself that were removed do not come back by an approval, so nothing turns there.
    """
    if isinstance(thing, User) or (last is None and thing.state != "removed"):
        return None, {}
    turned = _what_turns(thing)
    against = last_against(thing) if turned or thing.state == "removed" else None
    return against.id if against else None, turned


def _what_turns(thing: Any) -> Turned:
    """Return kind → [id, the decision that answered it]."""
    upheld = {"reports": (Report, about(Report, thing)), "notices": (LegalNotice, _noticed(thing))}
    turned = {
        name: [[row.id, row.decision_id] for row in db.session.execute(_upheld(model, condition))]
        for name, (model, condition) in upheld.items()
    }
    appeals = [[one.id, one.decision_id] for one in _open_appeals(about(Decision, thing))]
    turned["appeals"] = appeals
    return {name: rows for name, rows in turned.items() if rows}


def turn_answers(decision: Decision) -> None:
    """Let an approval answer what it turns: dismissed, and objections overturned."""
    turned = decision.details.get("turned", {})
    reports = _rows(Report, turned.get("reports", []))
    count_outcome(reports, "upheld", -1)
    count_outcome(reports, "dismissed", 1)
    for one in [*reports, *_rows(LegalNotice, turned.get("notices", []))]:
        one.state, one.decision_id = "dismissed", decision.id
    for appeal in _rows(Appeal, turned.get("appeals", [])):
        appeal.state, appeal.answer_id = "overturned", decision.id


def turn_back(decision: Decision) -> None:
    """Let earlier decisions answer again what an approval had turned, because it is undone."""
    turned = decision.details.get("turned", {})
    before = dict(map(tuple, turned.get("reports", [])))
    reports = _rows(Report, turned.get("reports", []))
    count_outcome(reports, "dismissed", -1)
    count_outcome(reports, "upheld", 1)
    for report in reports:
        report.state, report.decision_id = "upheld", before[report.id]
    before = dict(map(tuple, turned.get("notices", [])))
    for notice in _rows(LegalNotice, turned.get("notices", [])):
        notice.state, notice.decision_id = "upheld", before[notice.id]
    for appeal in _rows(Appeal, turned.get("appeals", [])):
        appeal.state, appeal.answer_id = "open", None
    db.session.flush()


def close_appeal(decision: Decision, answer: Decision) -> None:
    """Let the objection to a decision be right, because whoever made the decision has undone it."""
    for appeal in _open_appeals(Decision.id == decision.id):
        appeal.state, appeal.answer_id = "overturned", answer.id


def _open_appeals(condition: Any) -> list[Appeal]:
    found = select(Appeal).join(Decision, Decision.id == Appeal.decision_id)
    return list(db.session.scalars(found.where(condition, Appeal.state == "open")))


def _noticed(thing: Any) -> Any:
    return getattr(LegalNotice, subject_of(thing)) == thing.id


def _upheld(model: Any, condition: Any) -> Any:
    return select(model.id, model.decision_id).where(condition, model.state == "upheld")


def _rows(model: Any, kept: list[list[int]]) -> list[Any]:
    ids = [row[0] for row in kept]
    return list(db.session.scalars(select(model).where(model.id.in_(ids)))) if ids else []
