"""Another e-mail address: it takes the password, and an answer from the new one."""

import pytest

from tests.accounts.mailbox import events_of, link_in
from tests.cast import Person
from tests.factories import PASSWORD, make_user


def asks(person, status=303, email="thomas@example.org", password=PASSWORD):
    return person.submits("/settings/account", status, email=email, current_password=password)


def test_the_new_address_answers_and_the_old_one_is_told(tom, letters):
    asks(tom).shows("thomas@example.org")
    assert tom.user.email == "tom@example.org"
    (letter,) = letters()
    assert letter["To"] == "thomas@example.org"
    tom.submits(link_in(letter)).shows("thomas@example.org is confirmed.")
    assert (tom.user.email, tom.user.email_key) == ("thomas@example.org",) * 2
    assert "was changed" in letters(to="tom@example.org")[-1]["Subject"]
    assert events_of(tom.id) == ["address_asked", "address_changed"]


def test_one_signs_in_with_the_new_one(tom, guest, letters):
    asks(tom)
    tom.submits(link_in(letters()[-1]))
    guest.submits("/sign-in", status=422, login="tom@example.org", password=PASSWORD)
    guest.submits("/sign-in", login="thomas@example.org", password=PASSWORD)


@pytest.mark.parametrize("password", ["", "not the password"])
def test_it_takes_the_password(tom, letters, password):
    page = asks(tom, 422, password=password)
    assert page.complains("current_password")
    assert page.field("email") == "thomas@example.org"
    assert not letters()


@pytest.mark.parametrize("email", ["", "x", "x@y", "a@b.org\r\nBcc: c@d.org", "tom\x00@"])
def test_an_address_that_is_none_is_refused(tom, letters, email):
    assert asks(tom, 422, email=email).complains("email")
    assert not letters()


def test_somebody_else_s_address_is_answered_alike(tom, mei, letters):
    asks(tom, email="mei@example.org").shows("We have written to mei@example.org")
    (letter,) = letters()
    assert letter["To"] == "mei@example.org" and "/confirm/" not in str(letter)
    assert tom.user.email == "tom@example.org"


def test_one_s_own_address_again_changes_nothing(tom, letters):
    asks(tom, email="tom@example.org")
    assert not letters()


def test_an_address_that_was_taken_meanwhile_is_refused(tom, letters):
    asks(tom)
    make_user("thomasina", email="thomas@example.org").email_key = "thomas@example.org"
    tom.submits(link_in(letters()[-1]), status=422)
    assert tom.user.email == "tom@example.org"


def test_the_link_works_once(tom, letters):
    asks(tom)
    link = link_in(letters()[-1])
    tom.submits(link)
    tom.visits(link, status=404)


def test_a_link_for_a_new_password_dies_with_the_old_address(tom, guest, letters):
    guest.submits("/reset-password", email="tom@example.org")
    reset = link_in(letters()[-1])
    asks(tom)
    tom.submits(link_in(letters()[-1]))
    guest.visits(reset, status=404)


def test_a_guest_is_sent_to_sign_in(guest):
    guest.is_sent_to_sign_in("/settings/account")
    guest.is_sent_to_sign_in("/settings/account", email="x@example.org")


def test_ten_guesses_make_one_wait(tom, stranger):
    thief = Person(stranger.app, tom.user)
    for _ in range(10):
        asks(thief, 422, password="a guess of mine")
    asks(thief, 429)


def test_a_link_to_another_address_dies_with_the_old_password(tom, letters):
    asks(tom, email="thief@example.org")
    link = link_in(letters()[-1])
    new = "another pot of oolong"
    tom.submits("/settings/security", current_password=PASSWORD, new_password=new)
    tom.visits(link, 404)
    assert tom.user.email == "tom@example.org"
