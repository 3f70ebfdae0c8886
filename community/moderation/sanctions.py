"""Sanctions on accounts, in steps: warn, hold, mute, suspend, ban. People are always told.

A sanction is a decision about an account. What is in force stands on the account, with its end, so that
it is over by itself.
"""

from datetime import datetime, timedelta
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
from community.moderation.queries import latest_sanction
from community.moderation.record import record, record_about
from community.moderation.reports import REASON_NEEDED
from community.moderation.rules import RULES
from community.permissions import may
from community.sessions import end_sessions

MAX_DAYS = 365
# What has an end has this one if none is named.
DAYS = {"hold": 7, "mute": 7}
COLUMNS = {"hold": "held_until", "mute": "muted_until", "suspend": "suspended_until"}
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

    Raises Forbidden for a moderator's account or one's own, Refused for what is missing,
    SomeoneWasFirst (409) if another moderator has decided about this account meanwhile.
    """
    db.session.refresh(person, with_for_update={"of": User})
    if not may(by, "account.sanction", person):
        raise Forbidden(
            _l("Accounts of moderators and admins are not sanctioned here, nor is one’s own.")
        )
    days = _checked_days(kind, rule, days)
    if twin := _twin(person, by, kind, rule):
        return twin
    check_first(person, by, seen)
    ends_at = now() + timedelta(days=days) if days else None
    removed = comments.remove_all(person.id, rule=rule) if with_comments and kind == "ban" else []
    decision = record(
        person,
        by=by,
        outcome=kind,
        rule=rule,
        note=note,
        ends_at=ends_at,
        details={"comments": removed},
    )
    _put_in_force(person, kind, decision, ends_at)
    return decision


def lift(person: User, *, by: User, note: str = "") -> Decision | None:
    """End whatever is in force; None if nothing is."""
    db.session.refresh(person, with_for_update={"of": User})
    if not may(by, "account.sanction", person):
        raise Forbidden(
            _l("Accounts of moderators and admins are not sanctioned here, nor is one’s own.")
        )
    last = latest_sanction(person)
    if not person.sanction or last is None:
        return None
    _clear(person, *SANCTIONS)
    return record_about(last, by=by, outcome="lift", note=note)


def acknowledge(decision: Decision, *, by: User) -> None:
    """Take note that a person has read a warning; they may write again. Twice is harmless."""
    if by.warning_id == decision.id:
        by.warning_id = None
        log.note("warning_read", by_id=by.id, subject=f"user:{by.id}", decision_id=decision.id)


def withdraw(decision: Decision, person: User) -> None:
    """Undo a sanction: what it forbade, and the comments that it took along."""
    comments.restore_all(decision.details.get("comments", []))
    if decision.outcome == "warn":
        if person.warning_id == decision.id:
            person.warning_id = None
    elif decision.id == person.sanction_id:
        _clear(person, decision.outcome)
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


def _twin(person: User, by: User, kind: str, rule: str) -> Decision | None:
    last = latest_sanction(person)
    if last is None or last.created_at < now() - TWICE_WITHIN:
        return None
    return last if (last.outcome, last.rule, last.by_id) == (kind, rule, by.id) else None


def _put_in_force(person: User, kind: str, decision: Decision, ends_at: datetime | None) -> None:
    if kind == "warn":
        person.warning_id = decision.id
        return
    person.sanction_id = decision.id
    if kind == "ban":
        person.is_banned = True
    else:
        setattr(person, COLUMNS[kind], ends_at)
    if kind in ("suspend", "ban"):
        end_sessions(person.id)
    db.session.flush()


def _clear(person: Any, *kinds: str) -> None:
    for kind in kinds:
        if kind == "warn":
            person.warning_id = None
        elif kind == "ban":
            person.is_banned = False
        else:
            setattr(person, COLUMNS[kind], None)
    if not person.sanction:
        person.sanction_id = None
    db.session.flush()
