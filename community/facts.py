"""What has happened, in the past tense. A lower slice tells a fact; higher ones listen.

Facts are kept until the transaction that made them true is committed, and dropped if it is rolled
back. Each listener runs in a transaction of its own: one that fails is logged and harms nobody.
"""

import logging
from collections import deque
from typing import Any

from blinker import NamedSignal, Namespace
from sqlalchemy import event
from sqlalchemy.orm import Session

from community.extensions import db

_facts = Namespace()
account_opened = _facts.signal("account opened")
address_changed = _facts.signal("address changed")
picture_brought = _facts.signal("picture brought")
picture_added = _facts.signal("picture added")
clip_brought = _facts.signal("clip brought")
picture_left = _facts.signal("picture left")
picture_withheld = _facts.signal("picture withheld")
picture_restored = _facts.signal("picture restored")
letter_asked = _facts.signal("letter asked")
writer_invited = _facts.signal("writer invited")
review_asked = _facts.signal("review asked")
review_answered = _facts.signal("review answered")
letter_bounced = _facts.signal("letter bounced")
letter_sent = _facts.signal("letter sent")
person_unfollowed = _facts.signal("person unfollowed")
article_published = _facts.signal("article published")
comment_posted = _facts.signal("comment posted")
comment_published = _facts.signal("comment published")
comment_deleted = _facts.signal("comment deleted")
comment_edited = _facts.signal("comment edited")
comment_liked = _facts.signal("comment liked")
comment_unliked = _facts.signal("comment unliked")
article_liked = _facts.signal("article liked")
article_unliked = _facts.signal("article unliked")
thing_reported = _facts.signal("thing reported")
decision_made = _facts.signal("decision made")

log = logging.getLogger(__name__)
Fact = tuple[NamedSignal, dict[str, Any]]


def tell(signal: NamedSignal, **ids: Any) -> None:
    """Tell a fact with the ids of those it concerns; listeners hear it after the commit."""
    db.session.info.setdefault("facts", []).append((signal, ids))


def deliver() -> None:
    """Hand the kept facts to their listeners, and those that the listeners tell in turn."""
    waiting = deque(_told())
    while waiting:
        signal, ids = waiting.popleft()
        for listener in signal.receivers_for(None):
            _hear(listener, ids)
            # Taken at once: a later listener that fails would take them down with it.
            waiting.extend(_told())


def _told() -> list[Fact]:
    facts: list[Fact] = db.session.info.pop("facts", [])
    return facts


def _hear(listener: Any, ids: dict[str, Any]) -> None:
    try:
        # As a request that writes: it waits for its turn before it reads (see database.begin_writing).
        if db.engine.dialect.name == "sqlite":
            db.session.connection(execution_options={"begins_writing": True})
        listener(None, **ids)
        db.session.commit()
    except Exception:
        db.session.rollback()
        log.exception("A listener failed: %s", listener)


def _forget(session: Session) -> None:
    session.info.pop("facts", None)


event.listen(db.session, "after_rollback", _forget)
