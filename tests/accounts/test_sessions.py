"""One's sessions: seen with their device, ended one by one or all but this one; the history."""

import pytest
from sqlalchemy import select

from community.accounts.devices import device_name
from community.extensions import db
from community.sessions import Session
from tests.accounts.mailbox import events_of
from tests.factories import PASSWORD

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def sessions_of(person):
    return db.session.scalars(select(Session.id).where(Session.user_id == person.id)).all()


def test_they_are_listed_with_their_device(tom, guest):
    guest.client.environ_base |= {"HTTP_USER_AGENT": FIREFOX}
    guest.submits("/sign-in", login="tom", password=PASSWORD)
    page = guest.visits("/settings/security")
    page.shows("Firefox, Linux This one", "Unknown device", "127.0.0.1", "Signed in")
    assert len(page.all("button", name="end")) == 3


def test_one_is_ended(tom, elsewhere):
    others = set(sessions_of(tom)) - {sessions_of(tom)[0]}
    tom.submits("/settings/security", end=others.pop())
    elsewhere.is_sent_to_sign_in("/settings/account")
    tom.visits("/settings/account")
    assert events_of(tom.id) == ["session_ended"]


def test_all_others_are_ended(tom, elsewhere):
    tom.submits("/settings/security", end="others")
    elsewhere.is_sent_to_sign_in("/settings/account")
    assert len(sessions_of(tom)) == 1
    assert not tom.visits("/settings/security").all("button", value="others")


def test_one_s_own_ends_like_a_sign_out(tom):
    (own,) = sessions_of(tom)
    assert tom.submits("/settings/security", end=own).path == "/sign-in"
    tom.is_sent_to_sign_in("/settings/account")


def test_somebody_else_s_is_out_of_reach(tom, mei):
    tom.submits("/settings/security", end=sessions_of(mei)[0])
    mei.visits("/settings/account")
    assert events_of(tom.id) == events_of(mei.id) == []


@pytest.mark.parametrize("end", ["", "x", "-1", "9" * 40, "²", "1; DROP TABLE users"])
def test_rubbish_ends_nothing(tom, elsewhere, end):
    tom.submits("/settings/security", end=end)
    assert len(sessions_of(tom)) == 2


def test_twice_is_harmless(tom, elsewhere):
    other = max(sessions_of(tom))
    tom.submits("/settings/security", end=other)
    tom.submits("/settings/security", end=other)
    assert events_of(tom.id) == ["session_ended"]


def test_the_history_shows_failures_and_cannot_be_forged(tom, guest):
    guest.client.environ_base |= {"HTTP_USER_AGENT": "<b>Firefox</b>\u2028Linux"}
    guest.submits("/sign-in", status=422, login="tom", password="wrong one")
    page = tom.visits("/settings/security").shows("Sign-in refused: wrong password")
    page.lacks("<b>Firefox")


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) Chrome/130 Mobile Safari/537.36 MicroMessenger/8",
            "WeChat, Android",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("", ""),
    ],
)
def test_devices_have_names(agent, name):
    assert device_name(agent) == name
