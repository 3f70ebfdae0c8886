"""The comments that a ban takes along, and what readers had asked about them."""

from typing import Any

from sqlalchemy import func, select, update

from community import facts
from community.accounts.models import User
from community.comments import by_author as comments
from community.comments.models import Comment
from community.database import change
from community.extensions import db
from community.moderation.answers import answered_by, count_outcome, reports_reopened
from community.moderation.asked import settle_case
from community.moderation.desk_models import LegalNotice
from community.moderation.legal_queries import answered_by as notices_answered_by
from community.moderation.models import Decision, Report
from community.moderation.rebuild import open_missing_cases
from community.moderation.standing import decided_since

UNSEEN = {"synchronize_session": False}


def answer_with_ban(ban: Decision) -> None:
    """Let a ban answer the open reports and notices on the comments that it took along."""
    theirs = select(Comment.id).where(
        Comment.author_id == ban.author_id, Comment.state == "removed"
    )
    reports = _open(Report, theirs)
    for one in [*reports, *_open(LegalNotice, theirs)]:
        one.state, one.decision_id = "upheld", ban.id
    count_outcome(reports, "upheld", 1)
    db.session.flush()
    _count_open_reports(ban.author_id)


def bring_back(ban: Decision, person: User) -> None:
    """Let comments stand as before a ban, with what readers ask about them, but for those decided since."""
    kept = ban.details.get("comments", [])
    if not kept:
        return
    since = decided_since(ban)
    comments.restore_all(one for one in kept if one[0] not in since)
    reports = answered_by(ban)
    reopened = _wait_again(reports, since)
    count_outcome(reopened, "upheld", -1)
    _wait_again(notices_answered_by(ban.id), since)
    db.session.flush()
    _count_open_reports(person.id)
    for id_ in since:
        if (comment := db.session.get(Comment, id_)) and comment.state == "held":
            settle_case(comment)
    open_missing_cases(person.id)
    if reopened:
        facts.tell(reports_reopened, report_ids=[one.id for one in reopened], decision_id=ban.id)


def _wait_again(asked: list[Any], since: dict[int, Decision]) -> list[Any]:
    """Open what a ban answered; what a newer removal answers as well is handed over to that."""
    reopened = []
    for one in asked:
        newer = since.get(one.comment_id)
        if newer is not None and newer.outcome in ("remove", "ban"):
            one.decision_id = newer.id
        else:
            one.state, one.decision_id = "open", None
            reopened.append(one)
    return reopened


def _open(model: Any, ids: Any) -> list[Any]:
    return list(
        db.session.scalars(select(model).where(model.comment_id.in_(ids), model.state == "open"))
    )


def _count_open_reports(author_id: int) -> None:
    count = select(func.count()).where(Report.comment_id == Comment.id, Report.state == "open")
    counted = update(Comment).where(Comment.author_id == author_id)
    values = {"report_count": count.scalar_subquery()}
    change(
        counted.where(Comment.report_count != count.scalar_subquery()).values(**values), **UNSEEN
    )
