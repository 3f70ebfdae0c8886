"""What becomes of what readers asked about a comment that its author takes down: it is closed, undecided."""

from typing import Any, NamedTuple

from sqlalchemy import or_, select

from community import facts
from community.comments.models import Comment
from community.extensions import db
from community.moderation import log
from community.moderation.answers import count_reports
from community.moderation.desk_models import LegalNotice
from community.moderation.models import Report


class Closed(NamedTuple):
    """What was open on a comment when its author took it down."""

    reports: list[Report]
    notices: list[LegalNotice]


def close_what_was_asked(comment: Comment) -> Closed:
    """Close the open reports and notices on a comment that is gone. Twice is harmless.

    There was no decision, so it counts neither for nor against those who reported it.
    """
    closed = Closed(_open(Report, comment), _open(LegalNotice, comment))
    for asked in closed:
        for one in asked:
            one.state, one.decision_id = "dismissed", None
    if any(closed):
        count_reports(comment, -len(closed.reports))
        told = {"reports": len(closed.reports), "notices": len(closed.notices)}
        log.note("taken_down", by_id=comment.author_id, subject=f"comment:{comment.id}", **told)
    return closed


def tell_of_those_gone() -> None:
    """Tell of comments that are gone although somebody still asks about them: a repair."""
    asked = [
        select(model.comment_id).where(model.state == "open") for model in (Report, LegalNotice)
    ]
    still_asked = or_(*(Comment.id.in_(one) for one in asked))
    gone = select(Comment.id).where(Comment.state == "deleted", still_asked)
    for comment_id in db.session.scalars(gone):
        facts.tell(facts.comment_deleted, comment_id=comment_id)


def _open(model: Any, comment: Comment) -> list[Any]:
    found = select(model).where(model.comment_id == comment.id, model.state == "open")
    return list(db.session.scalars(found.order_by(model.id)))
