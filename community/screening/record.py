"""A writer's record, from their account; the slices above add what the person said."""

from typing import Any

from community.database import now
from community.screening.verdicts import Record, Said


def record_of(who: Any, said: tuple[Said, ...] = ()) -> Record:
    """Return the record of an account; `said` is what it said of late, the newest first."""
    sanction = who.sanction
    ends = {"suspend": who.suspended_until, "mute": who.muted_until, "hold": who.held_until}
    return Record(
        is_newcomer=who.is_newcomer,
        is_staff=who.is_moderator,
        age=now() - who.created_at,
        sanction=sanction,
        until=ends.get(sanction),
        sanction_id=who.warning_id if sanction == "warn" else who.sanction_id,
        said=said,
    )
