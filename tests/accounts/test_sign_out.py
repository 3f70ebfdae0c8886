"""Signing out: the session ends in the database, and the browser forgets."""

from sqlalchemy import select

from community.extensions import db
from community.sessions import Session
from tests.accounts.mailbox import events_of


def test_it_ends_the_session_for_good(tom):
    cookie = tom.client.get_cookie("teahouse").value
    page = tom.submits("/sign-out")
    assert page.path == "/"
    assert not db.session.scalars(select(Session).where(Session.user_id == tom.id)).all()
    tom.client.set_cookie("teahouse", cookie)
    tom.is_sent_to_sign_in("/settings/account")
    assert events_of(tom.id) == ["signed_out"]


def test_the_browser_is_told_to_forget(tom):
    answer = tom.client.post(
        "/sign-out", data={"csrf_token": tom.visits("/sign-out").field("csrf_token")}
    )
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_other_devices_stay(tom, elsewhere):
    tom.submits("/sign-out")
    elsewhere.visits("/settings/account").shows("tom@example.org")


def test_the_address_alone_only_asks(tom):
    page = tom.visits("/sign-out")
    assert page.form("/sign-out")
    tom.visits("/settings/account").shows("tom@example.org")


def test_another_site_cannot_sign_one_out(tom):
    tom.submits("/sign-out", status=400, token="made up")
    tom.visits("/settings/account").shows("tom@example.org")


def test_twice_is_harmless(tom, guest):
    assert guest.visits("/sign-out").path == "/"
    assert guest.submits("/sign-out").path == "/"
