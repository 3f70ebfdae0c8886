"""Shifts in two time zones, and the notes from one to the next."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from community.database import now
from community.extensions import db
from community.moderation.desk_models import Handover, Shift
from community.moderation.shifts import next_shift, on_shift_now
from community.moderation.week import kept_since
from community.moderation.week_plots import gaps, week_plot
from tests.cast import Person
from tests.factories import make_user

SHIFTS = "/moderation/shifts"
MONDAY_MORNING = {"weekday": "0", "starts": "09:00", "hours": "4"}


@pytest.fixture
def kwame(app):
    return Person(app, make_user("kwame", role="moderator", timezone="Asia/Shanghai"))


def rows():
    columns = (Shift.starts_minute, Shift.length_minutes)
    return [tuple(row) for row in db.session.execute(select(*columns).order_by(Shift.id))]


def test_a_shift_is_kept_in_utc_and_shown_where_one_is(lin, kwame):
    kwame.submits(SHIFTS, **MONDAY_MORNING).shows("Your shift is on the rota", "09:00–13:00")
    assert rows() == [(60, 240)]
    lin.visits(SHIFTS).shows("@kwame 01:00–05:00", "UTC")


def test_one_may_run_over_midnight_and_the_end_of_the_week(lin):
    lin.submits(SHIFTS, weekday="6", starts="22:00", hours="5")
    page = lin.visits(SHIFTS)
    page.shows("@lin 22:00–24:00", "@lin 00:00–03:00", "22:00–03:00")


def test_twice_is_one_and_two_of_ones_own_do_not_meet(lin):
    for _ in range(2):
        lin.submits(SHIFTS, **MONDAY_MORNING)
    lin.submits(SHIFTS, 422, **MONDAY_MORNING | {"starts": "11:00"}).shows("on shift then already")
    assert len(rows()) == 1


@pytest.mark.parametrize(
    "fields",
    [{"starts": ""}, {"starts": "25:00"}, {"hours": "0"}, {"hours": "x"}, {"weekday": "9"}],
)
def test_what_does_not_hold_is_said(lin, fields):
    page = lin.submits(SHIFTS, 422, **MONDAY_MORNING | fields)
    page.complains(next(iter(fields)))
    assert rows() == []


def test_ones_own_shift_can_be_taken_off(lin, kwame):
    lin.submits(SHIFTS, **MONDAY_MORNING)
    kwame.submits(f"{SHIFTS}/1/delete", 404)
    lin.submits(f"{SHIFTS}/1/delete").shows("off the rota")
    assert rows() == []


def test_who_is_here_now_and_who_comes_next(lin, kwame):
    moment = now()
    minute = moment.weekday() * 1440 + moment.hour * 60 + moment.minute
    for person, start in ((lin, minute - 60), (kwame, minute + 60)):
        start %= 10_080
        db.session.add(Shift(user_id=person.id, starts_minute=start, length_minutes=120))
    db.session.commit()
    assert [turn.username for turn in on_shift_now()] == ["lin"]
    assert next_shift().username == "kwame"
    lin.visits(SHIFTS).shows("Here now: @lin", "Next: @kwame")
    lin.visits("/moderation/dashboard").shows("Here now: @lin")


def test_what_is_promised_counts_while_somebody_is_here():
    shift = SimpleNamespace(starts_minute=0, length_minutes=60)
    tuesday = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert kept_since([shift], 30, tuesday) == datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
    assert kept_since([], 30, tuesday) == tuesday - timedelta(minutes=30)
    assert gaps([shift]) == [(60, 10_080)]
    assert [len(day.shifts) for day in week_plot([shift])] == [1, 0, 0, 0, 0, 0, 0]


def test_a_note_goes_from_one_shift_to_the_next(lin, kwame):
    address = "/moderation/handovers"
    for _ in range(2):
        lin.submits(address, text="广告账号今晚又来了，看住链接。")
    kwame.visits(SHIFTS).shows("广告账号今晚又来了", "@lin")
    kwame.submits(f"{address}/1/done", done="1")
    kwame.submits(f"{address}/1/done", done="1")
    note = db.session.scalars(select(Handover)).one()
    assert note.done_at and note.language == "zh-Hans"
    kwame.submits(f"{address}/1/done", done="0")
    lin.submits(address, 422, text="很" * 2001).shows("很很")
    lin.submits(address, 422, text="")
    lin.visits(address).shows("广告账号")
    kwame.submits(f"{address}/9/done", 404, done="1")
    kwame.submits(f"{address}/1/done", 422, done="x")


def test_readers_have_no_shifts(mei, guest):
    mei.visits(SHIFTS, 403)
    guest.is_sent_to_sign_in(SHIFTS, **MONDAY_MORNING)
    mei.submits("/moderation/handovers", 403, text="Hello")
