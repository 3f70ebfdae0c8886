"""What screening needs to know of whoever sends out a note: what else they sent out of late."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, or_, select

from community.accounts.models import User
from community.articles.models import Article
from community.database import now
from community.extensions import db
from community.screening.policy import Policy
from community.screening.record import record_of
from community.screening.verdicts import Record, Said

# More than that says nothing more about a person.
LATEST = 50


def record_of_notes(by: User, policy: Policy, without: int | None = None) -> Record:
    """Return a writer's record, with the notes that they sent out; without the one in question."""
    since = now() - timedelta(minutes=policy.repeat_minutes)
    said = [_said(row) for row in _sent_by(by, since) if row.id != without]
    return record_of(by, tuple(sorted(said, key=lambda one: one.at, reverse=True)))


def as_said(title: str, body: str) -> str:
    """Return the words of a note as screening compares them."""
    return f"{title}\n\n{body}"


def _sent_by(by: User, since: datetime) -> list[Any]:
    """Return what was published, waits or was removed; only what may be compared is read whole."""
    is_recent = or_(Article.updated_at > since, Article.published_at > since)
    columns = (
        Article.id,
        Article.title,
        case((is_recent, Article.body), else_="").label("body"),
        Article.state,
        Article.held_by,
        Article.published_at,
        Article.updated_at,
    )
    is_sent = or_(Article.state != "draft", Article.held_by != "")
    found = select(*columns).where(Article.author_id == by.id, is_sent)
    return list(db.session.execute(found.order_by(Article.updated_at.desc()).limit(LATEST)))


def _said(row: Any) -> Said:
    moment = row.published_at or row.updated_at
    words = as_said(row.title, row.body) if row.body else ""
    # What is scheduled was sent when it was last changed.
    at = moment if moment <= now() else row.updated_at
    return Said(row.id, words, "held" if row.held_by else row.state, at)
