"""Bios and names pass the checks that comments pass."""

import pytest

from community.accounts.models import User
from community.extensions import db
from community.screening.models import Case
from tests.factories import PASSWORD

BIO = "Come to my casino"


@pytest.fixture
def rules(lin):
    def make(words, effect):
        lin.submits("/moderation/words", words=words, language="any", effect=effect)

    return make


def writes(person, bio, status=303):
    return person.submits("/settings/profile", status, bio=bio)


def signs_up(guest, name, status=303):
    fields = {"username": name, "email": "noor@example.org", "password": PASSWORD}
    return guest.submits("/sign-up", status, **fields, language="en", rules="y")


def test_a_blocked_word_comes_back_with_all_that_was_typed(rules, tom):
    rules("casino", "block")
    page = writes(tom, BIO, 422)
    assert "casino" in page.complains("bio") and page.field("bio") == BIO
    assert tom.user.bio == ""


def test_held_words_wait_and_the_old_ones_stay(rules, tom, guest, lin):
    writes(tom, "I like tea.")
    rules("casino", "hold")
    writes(tom, BIO).shows("A moderator reads your new words first")
    guest.visits("/@tom").shows("I like tea.").lacks("casino")
    tom.visits("/@tom").shows("Your new words wait")
    assert tom.visits("/settings/profile").field("bio") == BIO
    lin.visits("/moderation/held").shows(BIO, "I like tea.", "Word rule")
    lin.submits(f"/moderation/profiles/{tom.id}", decision="approve")
    guest.visits("/@tom").shows(BIO)
    lin.visits("/moderation/held").shows("Nothing waits here")


def test_removed_they_are_gone_and_an_undo_brings_them_back(rules, tom, lin):
    rules("casino", "hold")
    writes(tom, BIO)
    lin.submits(f"/moderation/profiles/{tom.id}", decision="remove", rule="no-spam")
    assert tom.user.bio_held == "" and not db.session.query(Case).count()


def test_taken_back_nothing_waits(rules, tom, lin):
    rules("casino", "hold")
    writes(tom, BIO)
    writes(tom, "I like tea.")
    assert (tom.user.bio, tom.user.bio_held) == ("I like tea.", "")
    assert not db.session.query(Case).count()


def test_several_links_wait_in_a_bio_too(mei):
    writes(mei, "https://a.example https://b.example https://c.example")
    assert mei.user.bio == "" and mei.user.bio_held


def test_a_name_that_is_blocked_is_not_to_be_had(rules, guest):
    rules("*casino*", "block")
    page = signs_up(guest, "casinoking", 422)
    assert "Choose another one" in page.complains("username")
    assert not db.session.query(User).filter_by(username="casinoking").count()


def test_a_name_that_a_rule_holds_is_looked_at(rules, guest, lin):
    rules("赌*", "hold")
    signs_up(guest, "赌神归来")
    lin.visits("/moderation/held").shows("赌神归来", "Word rule")
