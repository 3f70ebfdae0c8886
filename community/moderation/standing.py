"""How decisions stand to one another: which of them stand, what came after, what they are about."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from community.moderation.models import OUTCOMES, Appeal, Decision
from community.moderation.queries import about, subject_column

MODELS: dict[str, type] = {"comment_id": Comment, "article_id": Article, "user_id": User}


def thing_of(decision: Decision) -> Any:
    """Return the comment, article or account that a decision is about; None if it is gone."""
    column = subject_column(decision)
    return db.session.get(MODELS[column], getattr(decision, column), populate_existing=True)


def stands() -> ColumnElement[bool]:
    """Return the condition that a decision was neither overturned nor undone."""
    answer = aliased(Decision)
    answers = (answer.about_id == Decision.id, answer.outcome.in_(("overturn", "undo")))
    return ~exists().where(*answers)


def is_taken_back(decision: Decision) -> bool:
    """Tell whether a decision was overturned or undone."""
    return not db.session.scalar(select(exists().where(Decision.id == decision.id, stands())))


def newer_decision(decision: Decision) -> Decision | None:
    """Return the last decision since by which the same words stand as they do, or None.

    A ban may have taken a comment along. About a profile only a removal counts: what was approved
    there since were other words.
    """
    column = subject_column(decision)
    outcomes = ("remove",) if column == "user_id" else OUTCOMES
    same = (getattr(Decision, column) == getattr(decision, column), Decision.outcome.in_(outcomes))
    newer = select(Decision).where(Decision.id > decision.id, *same, stands())
    found = db.session.scalar(newer.order_by(Decision.id.desc()).limit(1))
    return found or _ban_since(decision)


def decided_since(ban: Decision) -> dict[int, Decision]:
    """Return comment id → the last decision since a ban by which a comment of its author stands."""
    theirs = (Decision.author_id == ban.author_id, Decision.id > ban.id, stands())
    about_words = (Decision.comment_id.is_not(None), Decision.outcome.in_(OUTCOMES))
    bans = (Decision.user_id.is_not(None), Decision.outcome == "ban")
    found = select(Decision).where(*theirs, or_(and_(*about_words), and_(*bans)))
    since: dict[int, Decision] = {}
    for one in db.session.scalars(found.order_by(Decision.id)):
        taken = [kept[0] for kept in one.details.get("comments", ())]
        since |= dict.fromkeys([one.comment_id] if one.comment_id else taken, one)
    return since


def later_decisions(appeals: Sequence[Appeal]) -> dict[int, int]:
    """Return appeal id → the last decision since about the same words that stands; one statement."""
    about_words = [one for one in appeals if not one.decision.is_sanction]
    if not about_words:
        return {}
    same = [getattr(Decision, name).in_(_subjects(about_words, name)) for name in MODELS]
    columns = (Decision.id, *(getattr(Decision, name) for name in MODELS))
    found = select(*columns).where(or_(*same), Decision.outcome.in_(OUTCOMES), stands())
    rows = list(db.session.execute(found.order_by(Decision.id)))
    return {
        one.id: row.id
        for one in about_words
        for row in rows
        if row.id > one.decision_id and _subject(row) == _subject(one.decision)
    }


def _subjects(appeals: Sequence[Appeal], column: str) -> list[int]:
    return [id_ for one in appeals if (id_ := getattr(one.decision, column)) is not None]


def _subject(row: Any) -> tuple[int | None, ...]:
    return tuple(getattr(row, name) for name in MODELS)


def _ban_since(decision: Decision) -> Decision | None:
    """Return a ban since that took the comment along which a decision is about, or None."""
    if decision.comment_id is None:
        return None
    bans = (Decision.user_id == decision.author_id, Decision.outcome == "ban")
    newer = select(Decision).where(Decision.id > decision.id, *bans, stands())
    for ban in db.session.scalars(newer.order_by(Decision.id.desc())):
        if any(kept[0] == decision.comment_id for kept in ban.details.get("comments", ())):
            return ban
    return None


def last_against(thing: Any) -> Decision | None:
    """Return the last decision that hid or removed these words and was not taken back, or None."""
    against = (about(Decision, thing), Decision.outcome.in_(("hold", "remove")), stands())
    return db.session.scalar(select(Decision).where(*against).order_by(Decision.id.desc()).limit(1))


def reversed_by(approval: Decision) -> Decision | None:
    """Return the decision that an approval took back, or None."""
    if approval.outcome != "approve" or approval.about_id is None:
        return None
    return db.session.get(Decision, approval.about_id)
