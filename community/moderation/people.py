"""Reads of a person as the desk sees them: what was decided, what they reported, what is noted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select

from community.accounts.models import User
from community.database import now
from community.extensions import db
from community.moderation.desk_models import AccountNote
from community.moderation.models import SANCTIONS, Appeal, Decision
from community.moderation.standing import stands
from community.screening.models import Case

DECISIONS_SHOWN = 30


class InForce(NamedTuple):
    """A sanction in force, until when (None: without an end, or until read), and its decision."""

    kind: str
    until: datetime | None
    decision_id: int | None


@dataclass(frozen=True)
class Dossier:
    """What the desk knows of a person, the newest first; `case_count` is what waits of theirs.

    `sanction_count` leaves out the sanctions that were overturned.
    """

    decisions: list[Decision]
    notes: list[AccountNote]
    in_force: list[InForce]
    case_count: int
    sanction_count: int
    appeal_count: int
    overturned_count: int

    @property
    def seen(self) -> int:
        """Return the last decision about the account, which whoever decides now has seen."""
        return next((one.id for one in self.decisions if one.user_id is not None), 0)


def dossier_of(person: User) -> Dossier:
    """Return all that the page of a person shows."""
    decisions = select(Decision).where(Decision.author_id == person.id)
    notes = select(AccountNote).where(AccountNote.user_id == person.id)
    return Dossier(
        list(db.session.scalars(decisions.order_by(Decision.id.desc()).limit(DECISIONS_SHOWN))),
        list(db.session.scalars(notes.order_by(AccountNote.id.desc()))),
        in_force(person),
        _count(Case, Case.author_id == person.id, Case.place != ""),
        _count(Decision, Decision.user_id == person.id, Decision.outcome.in_(SANCTIONS), stands()),
        _count(Appeal, Appeal.author_id == person.id),
        _count(Appeal, Appeal.author_id == person.id, Appeal.state == "overturned"),
    )


def in_force(person: User) -> list[InForce]:
    """Return every sanction that a person is under, the strongest first."""
    ends = {"suspend": person.suspended_until, "mute": person.muted_until}
    ends["hold"] = person.held_until
    found = [InForce("ban", None, person.sanction_id)] if person.is_banned else []
    running = ((kind, end) for kind, end in ends.items() if end is not None and end > now())
    found += [InForce(kind, end, person.sanction_id) for kind, end in running]
    if person.warning_id is not None:
        found.append(InForce("warn", None, person.warning_id))
    return found


def note_by_id(note_id: int) -> AccountNote | None:
    return db.session.get(AccountNote, note_id)


def _count(model: Any, *conditions: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0
