"""Tell those who asked about a comment that its author took it down, here and by letter."""

import logging
from typing import Any

from community import facts, letters
from community.accounts.addresses import post_address
from community.comments.models import Comment
from community.extensions import db
from community.moderation.gone import close_what_was_asked
from community.notifications.actions import notify

log = logging.getLogger(__name__)


def connect() -> None:
    facts.comment_deleted.connect(answer_those_who_asked)


def answer_those_who_asked(_sender: Any, comment_id: int) -> None:
    """Close what was open on a comment, and tell each of those who asked, in their language."""
    comment = db.session.get(Comment, comment_id)
    if comment is None or comment.state != "deleted":
        return
    closed = close_what_was_asked(comment)
    for report in closed.reports:
        notify(report.reporter_id, "report_gone", comment_id=comment_id)
    # A letter that cannot be written takes nothing else with it.
    db.session.commit()
    for person in (report.reporter for report in closed.reports):
        if person.confirmed_at:
            _write(person.email, person.language, person=person, notice=None)
    for notice in closed.notices:
        if notice.email:
            _write(notice.email, notice.language, person=None, notice=notice)


def _write(email: str, language: str, **context: Any) -> None:
    try:
        letters.send("taken_down", post_address(email), language, **context)
    except Exception:
        log.exception("A letter about what was taken down could not be written.")
