"""What moderators note about a person, for one another."""

import pytest
from sqlalchemy import select

from community.extensions import db
from community.moderation.desk_models import AccountNote
from community.moderation.models import LogEntry

ON = "/moderation/users/mei"
NOTES = f"{ON}/notes"
TEXT = "很有礼貌，只是急。"


@pytest.fixture
def noted(lin, mei):
    lin.submits(NOTES, on=ON, text=TEXT)


def acts():
    return [one.action for one in db.session.scalars(select(LogEntry).order_by(LogEntry.id))]


def test_every_moderator_reads_it_and_who_wrote_it(ada, noted):
    page = ada.visits(ON).shows(TEXT, "@lin")
    assert page.one("p", data_words="note")["lang"] == "zh-Hans"
    assert acts() == ["account_note"]


def test_what_it_says_stays_out_of_the_journal(lin, noted):
    lin.visits("/moderation/journal").shows("Noted something about a person").lacks(TEXT)


def test_the_person_never_reads_it(mei, guest, noted):
    mei.visits(ON, 403).lacks(TEXT)
    mei.visits("/@mei").lacks(TEXT)
    guest.visits("/@mei").lacks(TEXT)


def test_one_takes_back_ones_own_and_twice_is_harmless(lin, noted):
    lin.submits("/moderation/notes/1/delete", on=ON).lacks(TEXT)
    lin.submits("/moderation/notes/1/delete", 404)
    assert acts() == ["account_note", "account_note_deleted"]


def test_another_ones_note_stays(ada, noted):
    assert not ada.visits(ON).form("/moderation/notes/1/delete")
    ada.submits("/moderation/notes/1/delete", 404)
    assert db.session.get(AccountNote, 1).text == TEXT


@pytest.mark.parametrize("text", ["", " \n ", "\u200b", "很" * 2001])
def test_what_does_not_hold_is_said_and_kept(lin, mei, text):
    page = lin.submits(NOTES, 422, on=ON, text=text)
    page.complains("text")
    assert text.strip(" \n\u200b") in page.html and not acts()


def test_there_is_room_for_two_thousand_characters(lin, mei):
    lin.submits(NOTES, on=ON, text="很" * 2000).shows("很" * 2000)


def test_markup_stays_words(lin, mei):
    lin.submits(NOTES, on=ON, text="<b>bold</b>").shows("<b>bold</b>")


def test_readers_and_guests_note_nothing(mei, dan, wen, guest):
    for one in (mei, dan, wen):
        one.submits(NOTES, 403, text=TEXT)
        one.submits("/moderation/notes/1/delete", 403)
    guest.is_sent_to_sign_in(NOTES, text=TEXT)
    assert not acts()


def test_there_is_nothing_to_note_about_nobody(lin):
    lin.submits("/moderation/users/nobody/notes", 404, text=TEXT)
