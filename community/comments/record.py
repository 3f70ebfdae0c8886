"""What screening needs to know of whoever writes a comment: read once, in one statement."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Integer, bindparam, case, select

from community.accounts.models import User
from community.comments.models import Comment
from community.database import UtcDateTime, now
from community.extensions import db
from community.screening.policy import Policy
from community.screening.record import record_of
from community.screening.verdicts import Record, Said

TWIN_WITHIN = timedelta(seconds=60)
# More than that says nothing more about a person.
LATEST = 50
_SINCE = bindparam("since", type_=UtcDateTime)
# Built once: it is asked whenever somebody posts. Only what may be compared is read whole.
_SAID = (
    select(
        Comment.id,
        Comment.article_id,
        Comment.parent_id,
        case((Comment.created_at > _SINCE, Comment.body), else_="").label("body"),
        Comment.state,
        Comment.created_at,
    )
    .where(Comment.author_id == bindparam("author_id", type_=Integer))
    .order_by(Comment.id.desc())
    .limit(LATEST)
)


class Writer:
    """Who writes, with what they said of late."""

    def __init__(self, by: User, policy: Policy) -> None:
        since = now() - max(TWIN_WITHIN, timedelta(minutes=policy.repeat_minutes))
        asked = {"author_id": by.id, "since": since}
        self._by = by
        self._rows: list[Any] = list(db.session.execute(_SAID, asked))

    def record(self, without: int | None = None) -> Record:
        """Return the record; of a comment that is changed, without itself."""
        said = (
            Said(row.article_id, row.body, row.state, row.created_at)
            for row in self._rows
            if row.id != without
        )
        return record_of(self._by, tuple(said))

    def twin(self, article_id: int, parent_id: int | None, body: str) -> Comment | None:
        """Return the same words sent to the same place within the last minute."""
        since = now() - TWIN_WITHIN
        for row in reversed(self._rows):
            is_here = (row.article_id, row.parent_id, row.body) == (article_id, parent_id, body)
            if is_here and row.created_at > since and row.state in ("published", "held"):
                return db.session.get(Comment, row.id)
        return None
