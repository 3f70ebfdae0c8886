"""The internal log: every act of moderation, one entry each, chained so that a change shows.

An entry's digest is the SHA-256 of its fields and of the digest before it. The database refuses to
change or delete a row; whoever does it all the same breaks the chain, and verifying.py names the place.
The head of the log keeps count and last digest, so that a cut end shows as well.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from community.database import now
from community.extensions import db
from community.moderation.models import LogEntry, LogHead

BATCH = 1_000


def note(action: str, *, by_id: int | None, subject: str = "", **details: Any) -> None:
    """Add an entry, in the transaction of what it tells; `by_id` is None for a machine."""
    end = db.session.scalars(select(LogHead).with_for_update()).one()
    moment, text = now(), text_of(details)
    digest = digest_of(end.digest, action, by_id, subject, text, moment)
    db.session.execute(
        insert(LogEntry).values(
            actor_id=by_id,
            action=action,
            subject=subject,
            details=text,
            previous=end.digest,
            digest=digest,
            created_at=moment,
        )
    )
    end.entry_count += 1
    end.digest = digest
    db.session.flush()


def digest_of(
    previous: str, action: str, by_id: int | None, subject: str, details: str, moment: datetime
) -> str:
    """Return the digest of an entry that follows another."""
    fields = [previous, action, by_id, subject, details, moment.isoformat()]
    return hashlib.sha256(text_of(fields).encode()).hexdigest()


def entry_count() -> int:
    return head()[0]


def pages() -> Iterator[list[Any]]:
    """Yield the whole log in its order, as rows, so many at a time."""
    last_id = 0
    while True:
        page = select(LogEntry.__table__).where(LogEntry.id > last_id).order_by(LogEntry.id)
        rows = list(db.session.execute(page.limit(BATCH)))
        yield rows
        if len(rows) < BATCH:
            return
        last_id = rows[-1].id


def head() -> tuple[int, str]:
    """Return how many entries were written, and the digest of the last one."""
    found = db.session.execute(select(LogHead.entry_count, LogHead.digest)).one_or_none()
    return (found.entry_count, found.digest) if found else (0, "")


def text_of(value: Any) -> str:
    """Write a value down in the one way that its digest is made of."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=datetime.isoformat
    )
