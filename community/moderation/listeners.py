"""After a decision: tell the author and the reporters, here and by letter."""

import logging
from typing import Any

from community import facts, letters
from community.accounts.addresses import post_address
from community.accounts.models import User
from community.accounts.queries import by_ids, moderators
from community.extensions import db
from community.moderation.models import Decision
from community.moderation.queries import reporters_answered
from community.moderation.rules import RULES
from community.notifications.actions import notify

KIND_FOR_AUTHOR = {"approve": "approved", "hold": "held", "remove": "removed"}
KIND_FOR_REPORTER = {"approve": "report_dismissed", "remove": "report_upheld"}
log = logging.getLogger(__name__)


def connect() -> None:
    facts.decision_made.connect(tell_those_concerned)


def tell_those_concerned(_sender: Any, decision_id: int) -> None:
    """Notify the author and each reporter; then write to those whose address is confirmed."""
    decision = db.session.get(Decision, decision_id)
    if decision is None:
        return
    reports = list(reporters_answered(decision_id))
    told: list[tuple[User, str, str]] = []
    if decision.author is not None and not _is_quiet(decision):
        told.append((decision.author, KIND_FOR_AUTHOR[decision.outcome], "decision"))
    for person in by_ids([report.reporter_id for report in reports]).values():
        told.append((person, KIND_FOR_REPORTER[decision.outcome], "answer"))
    for person, kind, _letter in told:
        _notify(person, decision, kind)
    # A letter that cannot be written takes nothing else with it.
    db.session.commit()
    for person, _kind, letter in told:
        if person.confirmed_at:
            _write(person, decision, letter)


def _is_quiet(decision: Decision) -> bool:
    """Tell whether the author need not know: a report came to nothing and all stands as it was."""
    return decision.outcome == "approve" and decision.report_count > 0


def _notify(person: User, decision: Decision, kind: str) -> None:
    notify(
        person.id,
        kind,
        comment_id=decision.comment_id,
        article_id=decision.article_id,
        decision_id=decision.id,
    )


def _write(person: User, decision: Decision, letter: str) -> None:
    try:
        letters.send(
            letter,
            post_address(person.email),
            person.language,
            person=person,
            decision=decision,
            rule=RULES.get(decision.rule),
            others=others_than(decision),
        )
    except Exception:
        log.exception("A letter about decision %d could not be written.", decision.id)


def others_than(decision: Decision) -> list[User]:
    """Return the moderators whom an author may ask to look again: all but who decided."""
    who_is_it_about = (decision.by_id, decision.author_id)
    return [one for one in moderators() if one.id not in who_is_it_about]
