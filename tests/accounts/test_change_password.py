"""Changing the password: the old one is asked for, and every other session ends."""

import pytest

from tests.accounts.mailbox import events_of
from tests.cast import Person
from tests.factories import PASSWORD

NEW_PASSWORD = "the kettle held until dawn"


def changes(person, status=303, **fields):
    fields = {"current_password": PASSWORD, "new_password": NEW_PASSWORD} | fields
    return person.submits("/settings/security", status, **fields)


def test_it_changes(tom, guest):
    changes(tom).shows("Your password is changed")
    guest.submits("/sign-in", status=422, login="tom", password=PASSWORD)
    guest.submits("/sign-in", login="tom", password=NEW_PASSWORD)
    assert events_of(tom.id)[0] == "password_changed"


def test_all_others_are_signed_out_and_one_s_own_goes_on(tom, elsewhere):
    cookie = tom.client.get_cookie("teahouse").value
    changes(tom)
    elsewhere.is_sent_to_sign_in("/settings/account")
    tom.visits("/settings/account")
    assert tom.client.get_cookie("teahouse").value != cookie


def test_a_confirmed_address_is_told(tom, letters):
    changes(tom)
    assert "was changed" in letters(to="tom@example.org")[-1]["Subject"]


def test_an_unconfirmed_address_is_not(tom, letters):
    tom.user.confirmed_at = None
    changes(tom)
    assert not letters()


@pytest.mark.parametrize("current", ["", "not the password", PASSWORD + " "])
def test_without_the_old_one_nothing_changes(tom, guest, current):
    page = changes(tom, 422, current_password=current)
    assert page.complains("current_password")
    page.lacks(NEW_PASSWORD)
    guest.submits("/sign-in", login="tom", password=PASSWORD)


@pytest.mark.parametrize("weak", ["", "short", "password1", "Tom@example.org"])
def test_a_weak_one_is_refused(tom, weak):
    assert changes(tom, 422, new_password=weak).complains("new_password")


def test_a_guest_is_sent_to_sign_in(guest):
    guest.is_sent_to_sign_in("/settings/security")
    guest.is_sent_to_sign_in("/settings/security", new_password=NEW_PASSWORD)


def test_ten_guesses_make_one_wait(tom, stranger):
    thief = Person(stranger.app, tom.user)
    for _ in range(10):
        changes(thief, 422, current_password="a guess of mine")
    changes(thief, 429)
