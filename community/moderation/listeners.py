"""After a decision: tell the author and the reporters, here and by letter."""

from typing import Any

from community import facts, letters
from community.accounts.addresses import post_address
from community.accounts.models import User
from community.accounts.queries import by_ids
from community.extensions import db
from community.moderation.models import Decision
from community.moderation.queries import reporters_answered
from community.moderation.rules import RULES
from community.notifications.actions import notify

KIND_FOR_AUTHOR = {"approve": "approved", "hold": "held", "remove": "removed"}
KIND_FOR_REPORTER = {"approve": "report_dismissed", "remove": "report_upheld"}


def connect() -> None:
    facts.decision_made.connect(tell_those_concerned)


def tell_those_concerned(_sender: Any, decision_id: int) -> None:
    """Notify the author and each reporter; write to those whose address is confirmed."""
    decision = db.session.get(Decision, decision_id)
    if decision is None:
        return
    reports = list(reporters_answered(decision_id))
    if decision.author is not None and not _is_quiet(decision):
        _tell(decision.author, decision, KIND_FOR_AUTHOR[decision.outcome], "decision")
    people = by_ids([report.reporter_id for report in reports])
    for person in people.values():
        _tell(person, decision, KIND_FOR_REPORTER[decision.outcome], "answer")


def _is_quiet(decision: Decision) -> bool:
    """Tell whether the author need not know: a report came to nothing and all stands as it was."""
    return decision.outcome == "approve" and decision.report_count > 0


def _tell(person: User, decision: Decision, kind: str, letter: str) -> None:
    notify(
        person.id,
        kind,
        comment_id=decision.comment_id,
        article_id=decision.article_id,
        decision_id=decision.id,
    )
    if person.confirmed_at:
        letters.send(
            letter,
            post_address(person.email),
            person.language,
            person=person,
            decision=decision,
            rule=RULES.get(decision.rule),
        )
