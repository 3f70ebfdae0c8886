"""Sanctions on accounts, in steps: warn, hold, mute, suspend, ban. People are always told.

A sanction is a decision about an account. What is in force stands on the account, with its end, so that
it is over by itself. Beside a warning one is in force at a time: the next takes its place, unless it is
milder; then the one in force is lifted first.
"""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from community.accounts.models import User
from community.comments import by_author as comments
from community.database import now
from community.errors import Forbidden, Refused
from community.extensions import db
from community.moderation import log
from community.moderation.actions import check_first
from community.moderation.models import SANCTIONS, Decision
from community.moderation.people import in_force
from community.moderation.queries import latest_sanction, standing_sanction
from community.moderation.record import record, record_about
from community.moderation.reports import REASON_NEEDED
from community.moderation.rules import RULES
from community.moderation.taken_along import answer_with_ban, bring_back
from community.permissions import may
from community.sessions import end_sessions

MAX_DAYS = 365
# What has an end has this one if none is named.
DAYS = {"hold": 7, "mute": 7}
COLUMNS = {"hold": "held_until", "mute": "muted_until", "suspend": "suspended_until"}
STRONGER = _l("A stronger one is in force. Lift that first, if this is to take its place.")
TWICE_WITHIN = timedelta(minutes=1)


def sanction(
    person: User,
    *,
    by: User,
    kind: str,
    rule: str,
    note: str = "",
    days: int | None = None,
    with_comments: bool = False,
    seen: int | None = None,
) -> Decision:
    """Put an account under a sanction; sent twice it is one. A ban may take all comments with it.

    Raises Forbidden for a moderator's account or one's own, Refused for what is missing or milder,
    SomeoneWasFirst (409) if another moderator has decided about this account meanwhile.
    """
    db.session.refresh(person, with_for_update={"of": User})
    check_may_sanction(person, by)
    days = _checked_days(kind, rule, days)
    asked = {"days": days, "with_comments": with_comments}
    if twin := _twin(person, by, (kind, rule, note, asked)):
        return twin
    check_first(person, by, seen)
    _check_strength(person, kind)
    ends_at = now() + timedelta(days=days) if days else None
    removed = comments.remove_all(person.id, rule=rule) if with_comments and kind == "ban" else []
    decision = record(
        person,
        by=by,
        outcome=kind,
        rule=rule,
        note=note,
        ends_at=ends_at,
        details={"comments": removed, "asked": asked},
    )
    if removed:
        answer_with_ban(decision)
    _put_in_force(person, decision)
    return decision


def lift(person: User, *, by: User, note: str = "", seen: int | None = None) -> Decision | None:
    """End whatever is in force; None if nothing is. Raises what `sanction` does."""
    db.session.refresh(person, with_for_update={"of": User})
    check_may_sanction(person, by)
    last = latest_sanction(person)
    if not person.sanction or last is None:
        return None
    check_first(person, by, seen)
    behind = person.warning_id if person.sanction == "warn" else person.sanction_id
    lifted = db.session.get(Decision, behind) if behind else None
    person.warning_id = None
    _clear(person)
    return record_about(lifted or last, by=by, outcome="lift", note=note)


def check_may_sanction(person: User, by: User) -> None:
    """Raise Forbidden for the account of a moderator or an admin, and for one's own."""
    if not may(by, "account.sanction", person):
        raise Forbidden(
            _l("Accounts of moderators and admins are not sanctioned here, nor is one’s own.")
        )


def acknowledge(decision: Decision, *, by: User) -> bool:
    """Take note that a person has read a warning; tell whether it was one that waited for that."""
    if by.warning_id != decision.id:
        return False
    by.warning_id = None
    log.note("warning_read", by_id=by.id, subject=f"user:{by.id}", decision_id=decision.id)
    return True


def withdraw(decision: Decision, person: User) -> None:
    """Undo a sanction: what it forbade, and the comments that it took along.

    What it took the place of is in force again, unless that is over, lifted or found wrong as well.
    """
    bring_back(decision, person)
    if person.warning_id == decision.id:
        person.warning_id = None
    elif person.sanction_id == decision.id:
        _clear(person)
        if earlier := standing_sanction(person, besides=decision):
            _put_in_force(person, earlier)
    db.session.flush()


def _checked_days(kind: str, rule: str, days: int | None) -> int | None:
    if kind not in SANCTIONS:
        raise Refused(_l("Choose one of the list."), "sanction")
    if rule not in RULES:
        raise Refused(REASON_NEEDED, "rule")
    if kind in ("warn", "ban"):
        return None
    days = days if days is not None else DAYS.get(kind)
    if days is None or not 1 <= days <= MAX_DAYS:
        raise Refused(_l("For how many days? 1 to 365."), "days")
    return days


def _check_strength(person: User, kind: str) -> None:
    """Raise Refused for what is milder than what is in force: that would end without a word."""
    strongest = next((one.kind for one in in_force(person) if one.kind != "warn"), "warn")
    if kind != "warn" and SANCTIONS.index(kind) < SANCTIONS.index(strongest):
        raise Refused(STRONGER, "sanction")


def _twin(person: User, by: User, asked: tuple[Any, ...]) -> Decision | None:
    """Return the same decision of a moment ago, if it is in force: a form that was sent twice."""
    last = latest_sanction(person)
    if last is None or last.created_at < now() - TWICE_WITHIN or last.by_id != by.id:
        return None
    if last.id not in (person.warning_id, person.sanction_id):
        return None
    was_asked = (last.outcome, last.rule, last.note, last.details.get("asked"))
    return last if was_asked == asked else None


def _put_in_force(person: User, decision: Decision) -> None:
    kind = decision.outcome
    if kind == "warn":
        person.warning_id = decision.id
        return
    _clear(person)
    person.sanction_id = decision.id
    if kind == "ban":
        person.is_banned = True
    else:
        setattr(person, COLUMNS[kind], decision.ends_at)
    if kind in ("suspend", "ban"):
        end_sessions(person.id)
    db.session.flush()


def _clear(person: User) -> None:
    """End what is in force but for a warning, which ends when it is read."""
    for column in COLUMNS.values():
        setattr(person, column, None)
    person.is_banned = False
    person.sanction_id = None
    db.session.flush()
