"""Setting right what an appeal found wrong: the words, the answers that were given on them, the counters."""

from collections.abc import Mapping
from typing import Any

from community import facts
from community.accounts import profiles
from community.accounts.models import User
from community.articles import publishing as articles
from community.comments import states as comments
from community.comments.models import Comment
from community.moderation.answers import answer, hand_over, reopen, reports_reopened, turn
from community.moderation.asked import settle_case
from community.moderation.legal import hand_over_notices, reopen_notices, turn_notices
from community.moderation.models import Decision
from community.moderation.queries import open_reports
from community.moderation.standing import thing_of
from community.moderation.undoing import put_as_before
from community.screening.cases import wait_no_more
from community.screening.lessons import unlearn


def set_right(decision: Decision, answer_: Decision, newer: Decision | None = None) -> None:
    """Undo a decision that was wrong: what it hid can be read by everyone again.

    `newer` is what was decided about the same words since: they stay as that one left them.
    """
    thing = thing_of(decision)
    if thing is None:
        return
    if decision.is_sanction:
        put_as_before(decision, thing)
        return
    unlearn(decision.id)
    if newer is not None:
        _leave_to(newer, decision, thing, answer_)
        return
    _let_be_read(decision, thing)
    _turn_all(decision, answer_)
    if not isinstance(thing, User):
        answer(thing, open_reports(thing), answer_)
    settle_case(thing)


def _let_be_read(decision: Decision, thing: Any) -> None:
    if isinstance(thing, User):
        put_as_before(decision, thing)
        _let_be(thing, decision.details)
    elif isinstance(thing, Comment):
        comments.approve(thing)
    else:
        articles.release(thing)


def _let_be(user: User, before: Mapping[str, Any]) -> None:
    """Publish the words about oneself that were removed while they waited, unless others wait by now."""
    if user.bio_held == before.get("bio_held", ""):
        profiles.release(user)
        wait_no_more(user_id=user.id)


def _leave_to(newer: Decision, decision: Decision, thing: Any, answer_: Decision) -> None:
    """Undo only what a decision answered: the words stay as a newer decision left them."""
    if newer.outcome in ("remove", "ban"):
        hand_over(decision, newer)
        hand_over_notices(decision, newer)
    elif newer.outcome == "hold":
        reports = reopen(thing, decision)
        if reports:
            ids = [one.id for one in reports]
            facts.tell(reports_reopened, report_ids=ids, decision_id=decision.id)
        reopen_notices(decision)
        settle_case(thing)
    else:
        _turn_all(decision, answer_)


def _turn_all(decision: Decision, answer_: Decision) -> None:
    turn(decision, answer_)
    turn_notices(decision, answer_)
