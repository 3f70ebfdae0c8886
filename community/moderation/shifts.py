"""Who is at the desk when: the weekly shifts of the moderators."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from community.accounts.models import User
from community.database import now
from community.errors import NotFound, Refused
from community.extensions import db
from community.moderation.desk_models import Shift
from community.moderation.week import (
    DAY_MINUTES,
    WEEK_MINUTES,
    do_meet,
    offset_minutes,
    week_minute,
)

MAX_SHIFTS = 21


class Turn(NamedTuple):
    """One shift of this week or the next, as moments."""

    user_id: int
    username: str
    face_url: str
    starts_at: datetime
    ends_at: datetime


def add_shift(*, by: User, weekday: int, starts: time, hours: int, zone: tzinfo) -> Shift:
    """Put a weekly shift on the rota; day (Monday is 0) and time are of `zone` as its clocks stand now.

    A second one that says the same changes nothing. Raises Refused (422) where it meets another of
    one's own, or there are too many.
    """
    one_after_the_other(by)
    local = weekday * DAY_MINUTES + starts.hour * 60 + starts.minute
    begin, length = (local - offset_minutes(zone)) % WEEK_MINUTES, hours * 60
    own = list(db.session.scalars(select(Shift).where(Shift.user_id == by.id)))
    for one in own:
        if (one.starts_minute, one.length_minutes) == (begin, length):
            return one
        if do_meet(one.starts_minute, one.length_minutes, begin, length):
            raise Refused(_l("You are on shift then already. Take that one off first."), "starts")
    if len(own) >= MAX_SHIFTS:
        raise Refused(_l("That is more than one person should do. Take another shift off first."))
    made = Shift(user_id=by.id, starts_minute=begin, length_minutes=length)
    db.session.add(made)
    db.session.flush()
    return made


def delete_shift(shift_id: int, *, by: User) -> None:
    """Take one's own shift off the rota. Raises NotFound (404) for anyone else's."""
    shift = db.session.get(Shift, shift_id)
    if shift is None or shift.user_id != by.id:
        raise NotFound
    db.session.delete(shift)
    db.session.flush()


def rota() -> Sequence[Any]:
    """Return the shifts of those who moderate now, with their names, in the order of the week."""
    shifts = (
        select(
            Shift.id,
            Shift.user_id,
            Shift.starts_minute,
            Shift.length_minutes,
            User.username,
            User.face_key,
        )
        .join(User, User.id == Shift.user_id)
        .where(User.role.in_(("moderator", "admin")))
        .order_by(Shift.starts_minute, Shift.id)
    )
    return db.session.execute(shifts).all()


def on_shift_now(shifts: Sequence[Any] | None = None, moment: datetime | None = None) -> list[Turn]:
    """Return who is on shift, in one statement; none where the rota is handed in."""
    moment = moment or now()
    turns = [_last_turn(row, moment) for row in (rota() if shifts is None else shifts)]
    return [turn for turn in turns if turn.ends_at > moment]


def next_shift(shifts: Sequence[Any] | None = None, moment: datetime | None = None) -> Turn | None:
    """Return the shift that begins next; None for an empty rota."""
    moment, week = moment or now(), timedelta(minutes=WEEK_MINUTES)
    turns = [_last_turn(row, moment) for row in (rota() if shifts is None else shifts)]
    coming = [
        turn._replace(starts_at=turn.starts_at + week, ends_at=turn.ends_at + week)
        for turn in turns
    ]
    return min(coming, key=lambda turn: turn.starts_at, default=None)


def _last_turn(row: Any, moment: datetime) -> Turn:
    """Return the latest turn of this shift that has begun."""
    ago = (week_minute(moment) - row.starts_minute) % WEEK_MINUTES
    starts_at = moment.replace(second=0, microsecond=0) - timedelta(minutes=ago)
    ends_at = starts_at + timedelta(minutes=row.length_minutes)
    face_url = f"/media/{row.face_key}-small.webp" if row.face_key else ""
    return Turn(row.user_id, row.username, face_url, starts_at, ends_at)


def one_after_the_other(who: User) -> None:
    """Let what one person sends twice at once happen in order."""
    db.session.execute(select(User.id).where(User.id == who.id).with_for_update())
