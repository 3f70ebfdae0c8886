"""Reads of the internal log for people, and what its acts are called."""

import json
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from community.extensions import db
from community.moderation.models import LogEntry

PAGE = 50
ACTIONS = {
    "decision": _l("Decided"),
    "older_decisions": _l("Took older decisions into the journal"),
    "appeal": _l("Objected"),
    "warning_read": _l("Read a warning"),
    "account_note": _l("Noted something about a person"),
    "account_note_deleted": _l("Deleted a note"),
    "text_kept": _l("Kept a ready text"),
    "text_dropped": _l("Deleted a ready text"),
    "word_rule_added": _l("Added a word rule"),
    "word_rule_changed": _l("Changed a word rule"),
    "word_rule_removed": _l("Took out a word rule"),
    "legal_notice": _l("Gave notice of something illegal"),
    "taken_down": _l("Took down what others had reported"),
    "policy_changed": _l("Changed the settings"),
    "thread_changed": _l("Changed a thread"),
}
SHOWN = ("decision_id", "outcome", "rule", "pattern", "effect", "title")


def page(
    before: int | None, *, action: str = "", actor_id: int | None = None, subject: str = ""
) -> tuple[list[Any], int | None]:
    """Return a page of the log, newest first, and the id that the next page goes on from."""
    found = select(LogEntry).order_by(LogEntry.id.desc()).limit(PAGE + 1)
    if before is not None:
        found = found.where(LogEntry.id < before)
    if action:
        found = found.where(LogEntry.action == action)
    if actor_id is not None:
        found = found.where(LogEntry.actor_id == actor_id)
    if subject:
        found = found.where(LogEntry.subject == subject)
    rows = list(db.session.scalars(found))
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def told(entry: LogEntry) -> dict[str, Any]:
    """Return what an entry says, without what is for machines only."""
    details: dict[str, Any] = json.loads(entry.details or "{}")
    if entry.action in ("policy_changed", "thread_changed"):
        return details
    return {name: details[name] for name in SHOWN if name in details}
