"""A forgotten password: the same answer for everyone, a letter for those who have an account."""

import pytest
from sqlalchemy import update

from community.accounts import post
from community.accounts.models import AccountToken
from community.database import now
from community.extensions import db
from tests.accounts.mailbox import events_of, link_in, words_of
from tests.cast import Person
from tests.factories import PASSWORD

NEW_PASSWORD = "the kettle held until dawn"


def asked_link(guest, letters):
    guest.submits("/reset-password", email="tom@example.org")
    return link_in(letters(to="tom@example.org")[-1])


def test_it_sets_a_new_password(tom, guest, letters):
    page = guest.submits(asked_link(guest, letters), new_password=NEW_PASSWORD)
    assert page.path == "/sign-in"
    guest.is_sent_to_sign_in("/settings/account")
    guest.submits("/sign-in", status=422, login="tom", password=PASSWORD)
    guest.submits("/sign-in", login="tom", password=NEW_PASSWORD)
    assert "password_reset" in events_of(tom.id)


@pytest.mark.parametrize("email", ["tom@example.org", "TOM@example.org", "nobody@example.org"])
def test_the_answer_is_the_same_for_everyone(tom, guest, letters, email):
    page = guest.submits("/reset-password", email=email)
    page.shows("If there is an account with this address").lacks(email)
    assert len(letters()) == (email != "nobody@example.org")


def test_every_session_ends(tom, elsewhere, guest, letters):
    guest.submits(asked_link(guest, letters), new_password=NEW_PASSWORD)
    tom.is_sent_to_sign_in("/settings/account")
    elsewhere.is_sent_to_sign_in("/settings/account")


def test_who_is_signed_in_is_signed_out_too(tom, letters):
    link = asked_link(tom, letters)
    page = tom.submits(link, new_password=NEW_PASSWORD)
    assert page.path == "/sign-in"
    page.shows("Your new password is set.")


def test_the_owner_is_told(tom, guest, letters):
    guest.submits(asked_link(guest, letters), new_password=NEW_PASSWORD)
    assert "was changed" in letters(to="tom@example.org")[-1]["Subject"]


def test_the_link_works_once_and_takes_its_siblings_along(tom, guest, letters):
    first, second = asked_link(guest, letters), asked_link(guest, letters)
    guest.submits(second, new_password=NEW_PASSWORD)
    guest.visits(second, status=404).shows("This link is over")
    guest.submits(first, status=404, new_password="something else entirely")


def test_to_open_the_link_changes_nothing(tom, guest, letters):
    guest.visits(asked_link(guest, letters))
    guest.submits("/sign-in", login="tom", password=PASSWORD)


def test_it_is_over_after_two_hours(tom, guest, letters):
    link = asked_link(guest, letters)
    db.session.execute(update(AccountToken).values(expires_at=now()))
    guest.visits(link, status=404)
    guest.submits(link, status=404, new_password=NEW_PASSWORD)


def test_a_link_of_another_kind_does_not_do(tom, guest, letters):
    tom.user.confirmed_at = None
    tom.submits("/settings/account", send_again="1")
    token = link_in(letters()[-1]).rpartition("/")[2]
    guest.visits(f"/reset-password/{token}", status=404)


@pytest.mark.parametrize("weak", ["", "short", "password1", "tom@example.org"])
def test_a_weak_one_is_refused_and_the_link_lasts(tom, guest, letters, weak):
    link = asked_link(guest, letters)
    page = guest.submits(link, status=422, new_password=weak)
    assert page.complains("new_password")
    guest.submits(link, new_password=NEW_PASSWORD)


@pytest.mark.parametrize("email", ["", "tom", "tom@example.org\x00\nBcc: x@y.org"])
def test_an_address_that_is_none_says_so(guest, letters, email):
    page = guest.submits("/reset-password", status=422, email=email)
    assert page.complains("email")
    assert not letters()


def test_it_proves_the_address_as_well(tom, guest, letters):
    tom.user.confirmed_at = None
    guest.submits(asked_link(guest, letters), new_password=NEW_PASSWORD)
    assert tom.user.confirmed_at


def test_five_a_day_are_enough(tom, stranger):
    for _ in range(5):
        stranger.submits("/reset-password", email="tom@example.org")
    stranger.submits("/reset-password", status=429, email="tom@example.org")


def test_the_letter_says_what_to_do_if_it_was_somebody_else(mei, guest, letters):
    mei.user.language = "en"
    guest.submits("/reset-password", email="mei@example.org")
    assert "If it was not you" in words_of(letters()[-1])


def test_through_a_mail_server_the_letter_waits_in_the_queue(tom, app_with, tmp_path, letters):
    guest = Person(app_with(MAIL_URL="smtp://127.0.0.1:9", INSTANCE_PATH=str(tmp_path)))
    guest.submits("/reset-password", email="tom@example.org").shows("If there is an account")
    assert not letters() and (tmp_path / "queue.sqlite").exists()


def test_the_queue_writes_the_letter_outside_of_any_request(tom, app, guest, letters):
    post.write_reset_later.call_local("tom@example.org")
    post.write_reset_later.call_local("nobody@example.org")
    (letter,) = letters()
    guest.submits(link_in(letter), new_password=NEW_PASSWORD)
