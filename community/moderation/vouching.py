"""How the log vouches for decisions: each has an entry with a digest of its row, as the database has it.

What a digest is made of has a version, which stands in the entry: what was written before keeps its
own. Decisions from before the log knew of all of them are named, with their digests, in entries of
their own as soon as the next decision is made.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from community.extensions import db
from community.moderation import log
from community.moderation.models import Decision, LogEntry

# version → what of a decision a digest is made of.
VOUCHED: dict[int, tuple[str, ...]] = {
    1: (
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
    ),
    2: (
        "id",
        "article_id",
        "comment_id",
        "user_id",
        "author_id",
        "by_id",
        "outcome",
        "rule",
        "note",
        "note_language",
        "words",
        "words_language",
        "report_count",
        "about_id",
        "batch",
        "ends_at",
        "waited_since",
        "details",
        "created_at",
    ),
}
NOW = 2
AT_ONCE = 500
OLDER = "older_decisions"


def vouch_for(decision_id: int) -> None:
    """Write the entry of a decision that was just made, in the same transaction."""
    if not vouches_for_all():
        vouch_for_older(decision_id)
    row = by_ids([decision_id])[decision_id]
    log.note(
        "decision",
        by_id=row.by_id,
        subject=subject_name(row),
        decision_id=row.id,
        outcome=row.outcome,
        rule=row.rule,
        vouch=NOW,
        digest=digest_of(row),
    )


def digest_of(decision: Any, version: int = NOW) -> str:
    """Return the digest of a decision's row; moments count as they are in UTC."""
    fields = [getattr(decision, name) for name in VOUCHED[version]]
    return hashlib.sha256(log.text_of(fields).encode()).hexdigest()


def by_ids(ids: Sequence[int]) -> dict[int, Any]:
    """Return id → row of decisions as the database has them, not as they were sent to it."""
    found: dict[int, Any] = {}
    for start in range(0, len(ids), AT_ONCE):
        wanted = Decision.id.in_(ids[start : start + AT_ONCE])
        rows = db.session.execute(select(Decision.__table__).where(wanted).order_by(Decision.id))
        found |= {row.id: row for row in rows}
    return found


def subject_name(decision: Any) -> str:
    """Name what a decision is about, for the log: "comment:12"."""
    for kind in ("comment", "article", "user"):
        if (id_ := getattr(decision, f"{kind}_id")) is not None:
            return f"{kind}:{id_}"
    return ""


def vouched_in(entry: Any) -> dict[int, tuple[int, str]]:
    """Return id → (version, digest) of the decisions that an entry vouches for."""
    told = json.loads(entry.details)
    if entry.action == "decision":
        return {told["decision_id"]: (told.get("vouch", 1), told["digest"])}
    if entry.action == OLDER:
        return {int(id_): (told["vouch"], digest) for id_, digest in told["digests"].items()}
    return {}


def strangers(known: set[int]) -> list[int]:
    """Return the decisions that no entry vouches for."""
    ids = db.session.scalars(select(Decision.id).order_by(Decision.id))
    return [id_ for id_ in ids if id_ not in known]


def vouches_for_all() -> bool:
    """Tell whether the log knows of all decisions so far: since its last entry about one is new."""
    last = select(LogEntry.details).where(LogEntry.action == "decision")
    told = db.session.scalar(last.order_by(LogEntry.id.desc()).limit(1))
    return told is not None and "vouch" in json.loads(told)


def vouch_for_older(before_id: int) -> None:
    """Name the decisions that have no entry; those made from now on have one each."""
    named = select(LogEntry.action, LogEntry.details).where(
        LogEntry.action.in_(("decision", OLDER))
    )
    known = {id_ for entry in db.session.execute(named) for id_ in vouched_in(entry)}
    vouch_for_these([id_ for id_ in strangers(known) if id_ < before_id])


def vouch_for_these(ids: Sequence[int]) -> None:
    """Name decisions that have no entry in entries of their own, so many in each."""
    for start in range(0, len(ids), AT_ONCE):
        found = by_ids(ids[start : start + AT_ONCE])
        digests = {str(id_): digest_of(row) for id_, row in found.items()}
        log.note(OLDER, by_id=None, vouch=NOW, digests=digests)
