"""Appeals: one for each decision, decided by somebody who did not make it."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from community.accounts.models import User
from community.config import MAX_APPEAL_CHARACTERS
from community.database import now
from community.errors import Barred, Conflict, Forbidden, Refused
from community.extensions import db
from community.moderation import log
from community.moderation.actions import SomeoneWasFirst
from community.moderation.models import OUTCOMES, SANCTIONS, Appeal, Decision
from community.moderation.overturning import set_right
from community.moderation.queries import appeal_on
from community.moderation.record import record_about
from community.moderation.standing import is_taken_back, newer_decision
from community.text.language import detect
from community.text.plain import clean_text, is_blank

APPEAL_WITHIN = timedelta(days=20)
# What is against somebody can be appealed; that words may stay cannot.
AGAINST = frozenset({*OUTCOMES, *SANCTIONS}) - {"approve"}


def appeal(decision: Decision, *, by: User, text: str) -> Appeal:
    """Object to a decision about oneself. The same words sent twice are one appeal.

    Raises Forbidden for another person's decision, Barred (403) for one that cannot be appealed, or no
    longer, Refused (422) for words that do not hold, Conflict (409) for a second appeal.
    """
    if decision.author_id != by.id:
        raise Forbidden(_l("Only the person whom a decision is about can object to it."))
    text = clean_text(text)
    if first := appeal_on(decision.id):
        if first.text == text:
            return first
        raise Conflict(
            _l("You have objected to this already. One objection is read, by somebody else.")
        )
    _check(decision, text)
    made = Appeal(
        decision_id=decision.id, author_id=by.id, text=text, language=detect(text, by.language)
    )
    db.session.add(made)
    db.session.flush()
    log.note("appeal", by_id=by.id, subject=f"appeal:{made.id}", decision_id=decision.id)
    return made


def can_be_appealed(decision: Decision) -> bool:
    """Tell whether a decision is against somebody, and young enough."""
    return decision.outcome in AGAINST and decision.created_at > now() - APPEAL_WITHIN


def answer_appeal(made: Appeal, *, by: User, outcome: str, note: str = "") -> Decision:
    """Uphold or overturn the decision that an appeal is about; overturned, it is undone.

    What was decided about the same words since stands all the same; its id is in the answer's details.

    Raises Forbidden for one's own appeal, or one's own decision where another moderator could read
    it; SomeoneWasFirst (409) if it is answered; Refused for another outcome.
    """
    db.session.refresh(made, with_for_update={"of": Appeal})
    if outcome not in ("uphold", "overturn"):
        raise Refused(_l("Choose what to decide."), "decision")
    check_may_answer(made, by)
    decision = made.decision
    if made.state != "open":
        if made.answer and (made.answer.by_id, made.answer.outcome) == (by.id, outcome):
            return made.answer
        who = made.answer.by if made.answer else None
        raise SomeoneWasFirst(_l("Another moderator has decided this meanwhile."), who)
    newer = newer_decision(decision) if outcome == "overturn" else None
    answer = record_about(
        decision,
        by=by,
        outcome=outcome,
        note=note,
        waited_since=made.created_at,
        details={"newer_id": newer.id} if newer else None,
    )
    made.state = "upheld" if outcome == "uphold" else "overturned"
    made.answer_id = answer.id
    if outcome == "overturn":
        set_right(decision, answer, newer)
    db.session.flush()
    return answer


def check_may_answer(made: Appeal, by: User) -> None:
    """Raise Forbidden for who made the appeal, and for who made the decision, unless nobody else can."""
    if made.author_id == by.id:
        raise Forbidden(_l("This is your own objection, so somebody else decides."))
    if made.decision.by_id == by.id and other_moderators(made) > 0:
        raise Forbidden(
            _l("You made this decision yourself, so another moderator reads the objection.")
        )


def why_not(made: Appeal, by: User) -> str:
    """Return why this moderator may not answer an appeal; "" if they may."""
    try:
        check_may_answer(made, by)
    except Forbidden as refusal:
        return str(refusal.message)
    return ""


def other_moderators(made: Appeal) -> int:
    """Count the moderators who neither made the decision nor the appeal."""
    keep_the_peace = User.role.in_(("moderator", "admin"))
    others = User.id.not_in([made.author_id, made.decision.by_id or 0])
    return db.session.scalar(select(func.count(User.id)).where(keep_the_peace, others)) or 0


def _check(decision: Decision, text: str) -> None:
    if decision.outcome not in AGAINST:
        raise Barred(_l("There is nothing here to object to: the decision is not against you."))
    if is_taken_back(decision):
        raise Barred(_l("There is nothing to object to any more: the decision was taken back."))
    if not can_be_appealed(decision):
        raise Barred(_l("A decision can be objected to for 20 days. This one is older."))
    if is_blank(text):
        raise Refused(_l("Please write something first."), "text")
    if len(text) > MAX_APPEAL_CHARACTERS:
        raise Refused(_l("An objection has room for 2,000 characters."), "text")
