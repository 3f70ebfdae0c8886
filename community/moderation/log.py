"""The internal log: every act of moderation, one entry each, chained so that a change shows.

An entry's digest is the SHA-256 of its fields and of the digest before it. The database refuses to
change or delete a row; whoever does it all the same breaks the chain, and `verify` names the place.
The head of the log keeps count and last digest, so that a cut end shows as well.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, select

from community.database import now
from community.extensions import db
from community.moderation.models import Decision, LogEntry, LogHead

BATCH = 1_000
# What of a decision the log vouches for.
VOUCHED = (
    "id",
    "article_id",
    "comment_id",
    "user_id",
    "author_id",
    "by_id",
    "outcome",
    "rule",
    "note",
    "words",
    "report_count",
    "about_id",
)


class Fault(NamedTuple):
    """A place where the log is not as it was written."""

    entry_id: int
    what: str


def note(action: str, *, by_id: int | None, subject: str = "", **details: Any) -> None:
    """Add an entry, in the transaction of what it tells; `by_id` is None for a machine."""
    head = db.session.scalars(select(LogHead).with_for_update()).one()
    moment, text = now(), _text(details)
    digest = digest_of(head.digest, action, by_id, subject, text, moment)
    db.session.execute(
        insert(LogEntry).values(
            actor_id=by_id,
            action=action,
            subject=subject,
            details=text,
            previous=head.digest,
            digest=digest,
            created_at=moment,
        )
    )
    head.entry_count += 1
    head.digest = digest
    db.session.flush()


def digest_of(
    previous: str, action: str, by_id: int | None, subject: str, details: str, moment: datetime
) -> str:
    """Return the digest of an entry that follows another."""
    fields = [previous, action, by_id, subject, details, moment.isoformat()]
    return hashlib.sha256(_text(fields).encode()).hexdigest()


def digest_of_decision(decision: Any) -> str:
    """Return the digest by which an entry vouches for a decision."""
    fields = [getattr(decision, name) for name in VOUCHED]
    return hashlib.sha256(_text(fields).encode()).hexdigest()


def verify() -> Iterator[Fault]:
    """Yield every place where the log, or a decision that it vouches for, was changed."""
    previous, count, last_id = "", 0, 0
    for entry in _entries():
        last_id = entry.id
        count += 1
        yield from _faults_of(entry, previous)
        previous = entry.digest
    head = db.session.scalars(select(LogHead)).one_or_none()
    if head is None or (head.entry_count, head.digest) != (count, previous):
        known = head.entry_count if head else 0
        yield Fault(last_id, f"the log ends with {count} entries, but {known} were written")


def entry_count() -> int:
    head = db.session.scalars(select(LogHead)).one_or_none()
    return head.entry_count if head else 0


def _faults_of(entry: LogEntry, previous: str) -> Iterator[Fault]:
    if entry.previous != previous:
        yield Fault(entry.id, "the entry before it was changed or is gone")
    fields = (entry.action, entry.actor_id, entry.subject, entry.details, entry.created_at)
    if entry.digest != digest_of(entry.previous, *fields):
        yield Fault(entry.id, "it was changed")
    elif entry.action == "decision":
        yield from _faults_of_decision(entry)


def _faults_of_decision(entry: LogEntry) -> Iterator[Fault]:
    told = json.loads(entry.details)
    decision = db.session.get(Decision, told["decision_id"], populate_existing=True)
    if decision is None:
        yield Fault(entry.id, f"decision {told['decision_id']} is gone")
    elif digest_of_decision(decision) != told["digest"]:
        yield Fault(entry.id, f"decision {decision.id} was changed")


def _entries() -> Iterator[LogEntry]:
    """Yield the whole log in its order, some at a time."""
    last_id = 0
    while True:
        page = select(LogEntry).where(LogEntry.id > last_id).order_by(LogEntry.id).limit(BATCH)
        entries = list(db.session.scalars(page))
        yield from entries
        if len(entries) < BATCH:
            return
        last_id = entries[-1].id
        db.session.expunge_all()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
