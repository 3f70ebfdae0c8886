"""Undoing what a decision did: by the moderator who made it, or because an appeal was right."""

from collections.abc import Mapping
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
from community.moderation.answers import close, reopen
from community.moderation.legal import reopen_notices
from community.moderation.models import Decision
from community.moderation.queries import latest_decision, subject_column
from community.moderation.record import record_about
from community.moderation.sanctions import withdraw
from community.screening.cases import wait_no_more
from community.screening.lessons import unlearn

UNDO_WITHIN = timedelta(minutes=30)
MODELS: dict[str, type] = {"comment_id": Comment, "article_id": Article, "user_id": User}


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
    if thing is None or _is_answered(decision):
        return False
    last = latest_decision(thing)
    if last is not None and last.id != decision.id:
        return False
    put_as_before(decision, thing)
    reopen(thing, decision)
    reopen_notices(thing, decision)
    record_about(decision, by=by, outcome="undo")
    return True


def put_as_before(decision: Decision, thing: Any) -> None:
    """Let a thing stand as it did before a decision, counters included."""
    unlearn(decision.id)
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


def set_right(decision: Decision) -> None:
    """Undo a decision that was wrong: what it hid can be read by everyone again."""
    thing = thing_of(decision)
    if thing is None:
        return
    if decision.is_sanction or isinstance(thing, User):
        put_as_before(decision, thing)
        if not decision.is_sanction:
            _let_be(thing, decision.details)
        return
    unlearn(decision.id)
    if isinstance(thing, Comment):
        comments.approve(thing)
    else:
        articles.release(thing)
    close(thing)


def _let_be(user: User, before: Mapping[str, Any]) -> None:
    """Publish the words about oneself that were removed while they waited, unless others wait by now."""
    if user.bio_held == before.get("bio_held", ""):
        profiles.release(user)
        wait_no_more(user_id=user.id)


def thing_of(decision: Decision) -> Any:
    """Return the comment, article or account that a decision is about; None if it is gone."""
    column = subject_column(decision)
    return db.session.get(MODELS[column], getattr(decision, column), populate_existing=True)


def _is_answered(decision: Decision) -> bool:
    return bool(db.session.scalar(select(exists().where(Decision.about_id == decision.id))))
