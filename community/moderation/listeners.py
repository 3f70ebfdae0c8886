"""After a decision: tell the author and the reporters, here and by letter."""

import logging
from typing import Any

from community import facts, letters
from community.accounts.addresses import post_address
from community.accounts.models import User
from community.accounts.queries import by_ids
from community.extensions import db
from community.moderation.answers import reports_reopened
from community.moderation.appeals import APPEAL_WITHIN, can_be_appealed
from community.moderation.models import Decision
from community.moderation.queries import has_answered_appeal, reporters_answered, reports_by_ids
from community.moderation.rules import RULES
from community.notifications.actions import forget_decision, notify

# What the author is told, and by which letter.
FOR_AUTHOR = {
    "approve": ("approved", "decision"),
    "hold": ("held", "decision"),
    "remove": ("removed", "decision"),
    "uphold": ("appeal_upheld", "appeal"),
    "overturn": ("appeal_overturned", "appeal"),
    "undo": ("undone", "appeal"),
    "lift": ("sanction_lift", "sanction"),
}
FOR_REPORTER = {
    "approve": "report_dismissed",
    "remove": "report_upheld",
    "ban": "report_upheld",
    "overturn": "report_reversed",
}
log = logging.getLogger(__name__)


def connect() -> None:
    facts.decision_made.connect(tell_those_concerned)
    reports_reopened.connect(tell_that_it_waits)


def tell_those_concerned(_sender: Any, decision_id: int) -> None:
    """Notify the author and each reporter; then write to those who can be written to."""
    decision = db.session.get(Decision, decision_id)
    if decision is None:
        return
    if decision.outcome == "undo" and decision.about_id:
        forget_decision(decision.about_id)
    told = [*_author(decision), *_reporters(decision)]
    for person, kind, _letter in told:
        _notify(person, decision, kind)
    # A letter that cannot be written takes nothing else with it.
    db.session.commit()
    for person, _kind, letter in told:
        if person.takes_letters:
            _write(person, decision, letter)


def tell_that_it_waits(_sender: Any, report_ids: list[int], decision_id: int) -> None:
    """Tell those who reported something that the answer was wrong, and a moderator reads it again."""
    reports = reports_by_ids(report_ids)
    forget_decision(decision_id, {one.reporter_id for one in reports})
    for one in reports:
        notify(
            one.reporter_id, "report_reopened", comment_id=one.comment_id, article_id=one.article_id
        )


def _author(decision: Decision) -> list[tuple[User, str, str]]:
    if decision.author is None or _is_quiet(decision):
        return []
    if decision.is_sanction:
        return [(decision.author, f"sanction_{decision.outcome}", "sanction")]
    return [
        (decision.author, *FOR_AUTHOR["overturn" if _was_right(decision) else decision.outcome])
    ]


def _reporters(decision: Decision) -> list[tuple[User, str, str]]:
    if decision.outcome not in FOR_REPORTER:
        return []
    turned = {row[0] for row in decision.details.get("turned", {}).get("reports", [])}
    kinds = {
        report.reporter_id: _kind_for_reporter(decision, is_turned=report.id in turned)
        for report in reporters_answered(decision.id)
    }
    return [(person, kinds[id_], "answer") for id_, person in by_ids(list(kinds)).items()]


def _kind_for_reporter(decision: Decision, *, is_turned: bool) -> str:
    if is_turned:
        return FOR_REPORTER["overturn"]
    return FOR_REPORTER["approve" if _is_first_answer(decision) else decision.outcome]


def _is_first_answer(decision: Decision) -> bool:
    """Tell whether an appeal was right that asked for words which nobody had decided about yet."""
    about = db.session.get(Decision, decision.about_id) if decision.about_id else None
    return decision.outcome == "overturn" and about is not None and about.outcome == "hold"


def _is_quiet(decision: Decision) -> bool:
    """Tell whether the author need not know: a report came to nothing and all stands as it was."""
    stood = decision.details.get("state", "published") == "published"
    return decision.outcome == "approve" and stood and not _was_right(decision)


def _was_right(decision: Decision) -> bool:
    """Tell whether an approval took back what its author had objected to."""
    is_reversal = decision.outcome == "approve" and decision.about_id is not None
    return is_reversal and has_answered_appeal(decision)


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
            object_until=decision.created_at + APPEAL_WITHIN if can_be_appealed(decision) else None,
        )
    except Exception:
        log.exception("A letter about decision %d could not be written.", decision.id)
