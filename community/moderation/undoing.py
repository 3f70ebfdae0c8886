"""Undoing what a decision did: by the moderator who made it, or because an appeal was right."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, select

from community.accounts import profiles, screened
from community.accounts.models import User
from community.articles import publishing as articles
from community.articles.models import Article
from community.comments import states as comments
from community.comments.models import Comment
from community.database import now
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.moderation.answers import reopen
from community.moderation.asked import settle_case
from community.moderation.legal import reopen_notices
from community.moderation.models import Decision
from community.moderation.queries import latest_decision
from community.moderation.record import record_about
from community.moderation.sanctions import withdraw
from community.moderation.standing import newer_decision, reversed_by, thing_of
from community.moderation.teaching import teach
from community.moderation.turning import close_appeal, turn_back
from community.screening.lessons import unlearn

UNDO_WITHIN = timedelta(minutes=30)


def undo_batch(batch: str, *, by: User) -> int:
    """Take back what was decided at one stroke; return how many decisions that were.

    What somebody has decided since stays. Raises NotFound for nothing of this name, Forbidden for
    another moderator's, Conflict once the time is over.
    """
    decisions = (
        list(db.session.scalars(select(Decision).where(Decision.batch == batch))) if batch else []
    )
    if not decisions:
        raise NotFound
    if any(one.by_id != by.id for one in decisions):
        raise Forbidden(_l("Somebody else decided this. Decide anew instead."))
    if decisions[0].created_at < now() - UNDO_WITHIN:
        raise Conflict(_l("This can be undone for half an hour. Decide anew instead."))
    return sum(_undo(one, by) for one in decisions)


def _undo(decision: Decision, by: User) -> bool:
    thing = thing_of(decision)
    if thing is None or _is_gone(thing) or _is_answered(decision):
        return False
    last = latest_decision(thing)
    if (last is not None and last.id != decision.id) or newer_decision(decision):
        return False
    put_as_before(decision, thing)
    turn_back(decision)
    reopen(thing, decision)
    reopen_notices(decision)
    settle_case(thing, decision.waited_since)
    close_appeal(decision, record_about(decision, by=by, outcome="undo"))
    return True


def put_as_before(decision: Decision, thing: Any) -> None:
    """Let a thing stand as it did before a decision, counters included."""
    unlearn(decision.id)
    if earlier := reversed_by(decision):
        teach(earlier, earlier.words)
    if decision.is_sanction:
        withdraw(decision, thing)
    elif isinstance(thing, Comment):
        comments.put_as_before(thing, decision.details)
    elif isinstance(thing, Article):
        articles.put_as_before(thing, decision.details)
    else:
        if decision.outcome == "remove":
            profiles.put_back(thing, decision.details)
        screened.wait_again(thing, decision.details)


def _is_gone(thing: Any) -> bool:
    return getattr(thing, "state", "") == "deleted"


def _is_answered(decision: Decision) -> bool:
    return bool(db.session.scalar(select(exists().where(Decision.about_id == decision.id))))
