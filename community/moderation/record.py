"""The record of a decision: the statement, the line in the public log, the entry in the internal one.

The fourth part, the answers to those who reported, is in the rows of the reports (see answers.py).
"""

from datetime import datetime
from typing import Any

from community import facts
from community.accounts.models import User
from community.articles.models import Article
from community.extensions import db
from community.moderation.models import Decision
from community.moderation.queries import subject_of
from community.moderation.vouching import vouch_for
from community.text.language import detect


def record(
    thing: Any,
    *,
    by: User | None,
    outcome: str,
    rule: str = "",
    note: str = "",
    report_count: int = 0,
    details: dict[str, Any] | None = None,
    ends_at: datetime | None = None,
    batch: str = "",
    waited_since: datetime | None = None,
    about_id: int | None = None,
) -> Decision:
    """Write down what was decided about a thing, with its words as they stand.

    `about_id` is an earlier decision that this one takes back.
    """
    is_person = isinstance(thing, User)
    return _keep(
        Decision(
            author_id=thing.id if is_person else thing.author_id,
            outcome=outcome,
            rule=rule,
            words=words_of(thing),
            words_language=thing.bio_language if is_person else thing.language,
            report_count=report_count,
            details=details or {},
            ends_at=ends_at,
            batch=batch,
            waited_since=waited_since,
            about_id=about_id,
            **{subject_of(thing): thing.id},
        ),
        by,
        note,
    )


def record_about(
    decision: Decision,
    *,
    by: User | None,
    outcome: str,
    note: str = "",
    waited_since: datetime | None = None,
    details: dict[str, Any] | None = None,
) -> Decision:
    """Write down an answer to a decision: upheld, overturned, undone, lifted."""
    return _keep(
        Decision(
            author_id=decision.author_id,
            article_id=decision.article_id,
            comment_id=decision.comment_id,
            user_id=decision.user_id,
            outcome=outcome,
            rule=decision.rule,
            words=decision.words,
            words_language=decision.words_language,
            about_id=decision.id,
            details=details or {},
            waited_since=waited_since,
        ),
        by,
        note,
    )


def _keep(decision: Decision, by: User | None, note: str) -> Decision:
    decision.by_id = by.id if by else None
    decision.note = note
    decision.note_language = detect(note, by.language if by else None)
    db.session.add(decision)
    db.session.flush()
    vouch_for(decision.id)
    facts.tell(facts.decision_made, decision_id=decision.id)
    return decision


def words_of(thing: Any) -> str:
    """Return the words that a decision is about, as they stand now."""
    if isinstance(thing, User):
        return thing.bio_held or thing.bio
    return f"{thing.title}\n\n{thing.body}" if isinstance(thing, Article) else thing.body
