"""What becomes of the reports on a thing once it is decided, and of the counters that follow them."""

from collections import Counter
from typing import Any

from blinker import Namespace
from sqlalchemy import select, update

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.database import change
from community.extensions import db
from community.moderation.models import Decision, Report
from community.screening.cases import close_case

OUTCOME_OF_REPORTS = {"approve": "dismissed", "remove": "upheld", "overturn": "dismissed"}
# Heard within this slice only: reports that were answered wait again, because the answer was wrong.
reports_reopened = Namespace().signal("reports reopened")
UNSEEN = {"synchronize_session": False}


def answer(thing: Any, reports: list[Report], decision: Decision) -> None:
    """Let a decision answer these reports; those who made them hear of it by its fact."""
    state = OUTCOME_OF_REPORTS[decision.outcome]
    for one in reports:
        one.state, one.decision_id = state, decision.id
    count_outcome(reports, state, 1)
    count_reports(thing, -len(reports))


def reopen(thing: Any, decision: Decision) -> list[Report]:
    """Let the reports that a decision answered wait again; the case follows in `settle_case`."""
    reports = answered_by(decision)
    if not reports:
        return []
    count_outcome(reports, reports[0].state, -1)
    for one in reports:
        one.state, one.decision_id = "open", None
    count_reports(thing, len(reports))
    return reports


def turn(decision: Decision, answer_: Decision) -> None:
    """Answer the other way the reports that a wrong decision had upheld."""
    reports = answered_by(decision)
    if decision.outcome != "remove" or not reports:
        return
    count_outcome(reports, "upheld", -1)
    for one in reports:
        one.state, one.decision_id = "dismissed", answer_.id
    count_outcome(reports, "dismissed", 1)


def hand_over(decision: Decision, newer: Decision) -> None:
    """Let a newer decision of the same outcome answer what this one did."""
    for one in answered_by(decision):
        one.decision_id = newer.id


def answered_by(decision: Decision) -> list[Report]:
    return list(db.session.scalars(select(Report).where(Report.decision_id == decision.id)))


def count_outcome(reports: list[Report], state: str, step: int) -> None:
    """Count for each reporter what became of their report: it is what their next one weighs by."""
    column = {"upheld": User.upheld_count, "dismissed": User.dismissed_count}[state]
    times = Counter(one.reporter_id for one in reports)
    for number in set(times.values()):
        ids = [id_ for id_, count in times.items() if count == number]
        counted = update(User).where(User.id.in_(ids))
        change(counted.values({column: column + step * number}), **UNSEEN)


def count_reports(thing: Any, step: int) -> None:
    """Change the counter in the database itself, where two reporters may meet."""
    if step and isinstance(thing, (Article, Comment)):
        thing.report_count = type(thing).report_count + step
        db.session.flush()
        db.session.refresh(thing, ["report_count"])


def case_of(thing: Any) -> dict[str, Any]:
    """Return what the case of a thing is opened with."""
    if isinstance(thing, Comment):
        return (
            about(thing)
            | {"author_id": thing.author_id, "under_id": thing.article_id}
            | _spoken(thing)
        )
    if isinstance(thing, Article):
        return about(thing) | {"author_id": thing.author_id, "under_id": thing.id} | _spoken(thing)
    return about(thing) | {"author_id": thing.id, "under_id": None, "language": thing.bio_language}


def about(thing: Any) -> dict[str, int]:
    """Name a thing as cases do: comment_id=12."""
    kinds: dict[type, str] = {Comment: "comment_id", Article: "article_id", User: "user_id"}
    return {kinds[type(thing)]: thing.id}


def close(thing: Any) -> None:
    close_case(**about(thing))


def _spoken(thing: Any) -> dict[str, str]:
    return {"language": thing.language}
