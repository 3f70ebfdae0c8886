"""Notices that something here is illegal: taken from anyone, answered by a decision.

A notice hides nothing by itself; it puts its thing before the moderators, ahead of most.
"""

import secrets
from typing import Any

from blinker import Namespace
from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from community import facts
from community.accounts.models import User
from community.errors import Refused
from community.extensions import db
from community.moderation import log
from community.moderation.answers import case_of
from community.moderation.desk_models import LegalNotice
from community.moderation.legal_addresses import NOTHING_THERE, is_public
from community.moderation.legal_queries import answered_by, first_like, is_known
from community.moderation.models import Decision
from community.moderation.queries import subject_of
from community.moderation.record import words_of
from community.screening.cases import add_report
from community.text.language import detect

STATES = {"approve": "dismissed", "remove": "upheld"}
WEIGHT = 10.0
# Of an article that is noticed a hundred times there need not be a hundred copies.
MAX_WORDS_KEPT = 20_000
# Without those that are mistaken for one another: 0 O, 1 I L.
CHARACTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
OWN = _l("This is your own. You can change it or delete it yourself.")

# Heard within this slice only, so it does not stand among the facts of the site.
notice_received = Namespace().signal("notice received")


def give_notice(
    thing: Any,
    *,
    by: User | None,
    explanation: str,
    language: str,
    law: str = "",
    name: str = "",
    email: str = "",
) -> LegalNotice:
    """Take a notice that a thing is illegal, by a person or a guest; `language` is theirs.

    The same words once more within a day change nothing: the first notice is returned.
    Raises Refused (422) for one's own things, and for what is no longer public.
    """
    # Whoever decides about it holds this lock too: the notice comes before the decision, or after.
    db.session.refresh(thing, with_for_update={"of": type(thing)})
    _check(thing, by)
    made = LegalNotice(
        **{subject_of(thing): thing.id},
        reporter_id=by.id if by else None,
        name=name,
        email=email,
        law=law,
        explanation=explanation,
        explanation_language=detect(explanation, language),
        language=language,
        words=words_of(thing)[:MAX_WORDS_KEPT],
    )
    return first_like(made) or _keep(made, thing)


def answer_notices(subject_column: str, thing_id: int, decision: Decision) -> list[int]:
    """Let a decision on a thing answer its open notices; return their ids.

    Only `approve` and `remove` answer. Those who gave an address hear of it by the decision's fact.
    """
    if decision.outcome not in STATES:
        return []
    answered = (
        update(LegalNotice)
        .where(getattr(LegalNotice, subject_column) == thing_id, LegalNotice.state == "open")
        .values(state=STATES[decision.outcome], decision_id=decision.id)
    )
    return list(db.session.scalars(answered.returning(LegalNotice.id)))


def reopen_notices(decision: Decision) -> list[int]:
    """Let the notices that a decision answered wait again, because it was undone; return their ids."""
    notices = answered_by(decision.id)
    for one in notices:
        one.state, one.decision_id = "open", None
    return [one.id for one in notices]


def turn_notices(decision: Decision, answer: Decision) -> list[int]:
    """Answer the other way the notices that a wrong removal had upheld; return their ids."""
    notices = [one for one in answered_by(decision.id) if one.state == "upheld"]
    for one in notices:
        one.state, one.decision_id = "dismissed", answer.id
    return [one.id for one in notices]


def hand_over_notices(decision: Decision, newer: Decision) -> None:
    """Let a newer decision of the same outcome answer what this one did."""
    for one in answered_by(decision.id):
        one.decision_id = newer.id


def new_reference() -> str:
    """Return a number for a notice that nobody guesses: TH-7KQ2-M9XD."""
    drawn = "".join(secrets.choice(CHARACTERS) for _ in range(8))
    return f"TH-{drawn[:4]}-{drawn[4:]}"


def _check(thing: Any, by: User | None) -> None:
    if not is_public(thing):
        raise Refused(NOTHING_THERE, "address")
    if by is not None and case_of(thing)["author_id"] == by.id:
        raise Refused(OWN, "address")


def _keep(made: LegalNotice, thing: Any) -> LegalNotice:
    made.reference = new_reference()
    while is_known(made.reference):
        made.reference = new_reference()
    db.session.add(made)
    db.session.flush()
    _put_before_moderators(thing)
    about = f"{subject_of(thing).removesuffix('_id')}:{thing.id}"
    subject = f"legal:{made.reference}"
    log.note("legal_notice", by_id=made.reporter_id, subject=subject, about=about)
    facts.tell(notice_received, notice_id=made.id)
    return made


def _put_before_moderators(thing: Any) -> None:
    add_report(**case_of(thing), weight=WEIGHT, is_legal=True)
