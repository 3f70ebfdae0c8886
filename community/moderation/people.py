"""Reads of a person as the desk sees them: what was decided, what they reported, what is noted."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from community.accounts.models import User
from community.extensions import db
from community.moderation.desk_models import AccountNote
from community.moderation.models import Appeal, Decision
from community.screening.models import Case

DECISIONS_SHOWN = 30


@dataclass(frozen=True)
class Dossier:
    """What the desk knows of a person, the newest first; `case_count` is what waits of theirs."""

    decisions: list[Decision]
    notes: list[AccountNote]
    case_count: int
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
        _count(Case, Case.author_id == person.id, Case.place != ""),
        _count(Appeal, Appeal.author_id == person.id),
        _count(Appeal, Appeal.author_id == person.id, Appeal.state == "overturned"),
    )


def note_by_id(note_id: int) -> AccountNote | None:
    return db.session.get(AccountNote, note_id)


def _count(model: Any, *conditions: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0
