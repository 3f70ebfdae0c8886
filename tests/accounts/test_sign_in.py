"""Signing in: by name or address, with what was typed kept, failures noted and slowed down."""

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from community.accounts.passwords import is_outdated
from community.extensions import db
from community.sessions import Session
from tests.accounts.mailbox import events_of
from tests.factories import PASSWORD

SENTENCE = "Name and password do not go together."


@pytest.mark.parametrize("login", ["tom", "TOM", " tom ", "tom@example.org", "Tom@Example.Org"])
def test_by_name_or_address(tom, guest, login):
    assert guest.submits("/sign-in", login=login, password=PASSWORD).path == "/"
    guest.visits("/settings/account").shows("tom@example.org")
    assert events_of(tom.id) == ["signed_in"]


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("tom", "not the password"),
        ("tom", PASSWORD.upper()),
        ("tom", PASSWORD + " "),
        ("t0m", PASSWORD),
        ("nobody", PASSWORD),
        ("nobody@example.org", PASSWORD),
        ("tom\x00", "x" * 100_000),
        ("\u202etom", "\x00"),
        ("' OR 1=1 --", "' OR 1=1 --"),
    ],
)
def test_unknown_and_wrong_are_answered_alike(tom, guest, login, password):
    page = guest.submits("/sign-in", status=422, login=login, password=password)
    page.shows(SENTENCE).lacks("not the password")
    assert page.field("password") == ""
    guest.is_sent_to_sign_in("/settings/account")


@pytest.mark.parametrize("missing", ["login", "password"])
def test_an_empty_field_says_so(tom, guest, missing):
    fields = {"login": "tom", "password": PASSWORD} | {missing: ""}
    page = guest.submits("/sign-in", status=422, **fields)
    assert page.complains(missing)
    assert page.field("login") == fields["login"]


def test_failures_are_noted_under_known_names_and_unknown_ones(tom, guest):
    guest.submits("/sign-in", status=422, login="tom", password="wrong one")
    guest.submits("/sign-in", status=422, login="nobody", password="wrong one")
    assert events_of(tom.id) == ["sign_in_failed"]
    assert events_of(None) == ["sign_in_failed"]


def test_a_new_session_takes_the_place_of_the_old_one(tom, guest):
    guest.visits("/sign-in")
    before = guest.client.get_cookie("teahouse").value
    guest.submits("/sign-in", login="tom", password=PASSWORD)
    assert guest.client.get_cookie("teahouse").value != before
    assert len(db.session.scalars(select(Session).where(Session.user_id.is_(None))).all()) == 0


def test_remembered_for_thirty_days_only_if_asked(tom, guest):
    guest.submits("/sign-in", login="tom", password=PASSWORD)
    assert guest.client.get_cookie("teahouse").expires is None
    guest.submits("/sign-out")
    guest.submits("/sign-in", login="tom", password=PASSWORD, remember="y")
    cookie = guest.client.get_cookie("teahouse")
    assert cookie.max_age == 30 * 24 * 3600 and cookie.http_only and cookie.same_site == "Lax"


def test_what_was_typed_before_is_there_afterwards(tom, guest):
    guest.is_sent_to_sign_in("/settings/profile", bio="Tea, cats and old maps.")
    page = guest.submits(
        "/sign-in", on="/sign-in?next=/settings/profile", login="tom", password=PASSWORD
    )
    assert page.path == "/settings/profile"
    assert page.field("bio") == "Tea, cats and old maps."


def test_it_leads_back_even_after_a_slip(tom, guest):
    wrong = guest.submits(
        "/sign-in", 422, on="/sign-in?next=/settings/account", login="tom", password="wrong one"
    )
    form = wrong.form("/sign-in")
    assert form and form.one("input", name="next")["value"] == "/settings/account"


@pytest.mark.parametrize(
    "away", ["https://evil.example", "//evil.example", "/\\evil", "javascript:1"]
)
def test_it_never_leads_off_the_site(tom, guest, away):
    page = guest.submits("/sign-in", login="tom", password=PASSWORD, next=away)
    assert page.path == "/"


def test_whoever_is_signed_in_is_led_on(tom):
    assert tom.visits("/sign-in?next=/settings/account").path == "/settings/account"


def test_an_outdated_hash_is_made_anew(tom, guest):
    tom.user.password_hash = PasswordHasher(1, 64, 1).hash(PASSWORD)
    guest.submits("/sign-in", login="tom", password=PASSWORD)
    assert not is_outdated(tom.user.password_hash)
    guest.submits("/sign-out")
    guest.submits("/sign-in", login="tom", password=PASSWORD)


def test_a_hash_that_cannot_be_read_lets_nobody_in(tom, guest):
    tom.user.password_hash = "!"
    guest.submits("/sign-in", status=422, login="tom", password=PASSWORD)


def test_ten_failures_make_one_wait(tom, stranger):
    for _ in range(10):
        stranger.submits("/sign-in", status=422, login="tom", password="wrong one")
    page = stranger.submits("/sign-in", status=429, login="tom", password=PASSWORD)
    assert 0 < int(page.headers["Retry-After"]) <= 300
    assert page.field("login") == "tom"
    page.lacks(PASSWORD)


def test_success_does_not_use_up_the_tries(tom, stranger):
    for _ in range(12):
        stranger.submits("/sign-in", login="tom", password=PASSWORD)
        stranger.submits("/sign-out")


def test_strangers_who_guess_do_not_shut_the_owner_out(tom, stranger):
    home, away = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "198.51.100.9"}
    stranger.client.environ_base |= home
    stranger.submits("/sign-in", login="tom", password=PASSWORD)
    stranger.submits("/sign-out")
    stranger.client.environ_base |= away
    for _ in range(10):
        stranger.submits("/sign-in", status=422, login="tom", password="wrong one")
    stranger.client.environ_base |= home
    stranger.submits("/sign-in", login="tom", password=PASSWORD)


def test_a_session_whose_person_is_gone_is_a_guest(tom):
    db.session.delete(tom.user)
    tom.is_sent_to_sign_in("/settings/account")
