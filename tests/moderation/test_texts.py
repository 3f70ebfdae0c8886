"""Ready texts, and the journal."""

import pytest

from community.extensions import db
from community.moderation.desk_models import CannedText
from community.moderation.models import Decision

TEXT = {"title": "Addresses", "rule": "privacy", "text_en": "No addresses, please."}
TEXT |= {"text_zh": "请不要写别人的地址。"}


@pytest.fixture
def ready(lin):
    lin.visits("/moderation/texts").shows("There are no ready texts yet.")
    lin.submits("/moderation/texts", **TEXT).shows("Addresses", "请不要写别人的地址。")


def test_chosen_it_goes_to_the_author_in_their_language(lin, mei, rude, ready):
    lin.visits(f"/moderation/comments/{rude.id}").shows("Addresses")
    fields = {"decision": "remove", "rule": "privacy", "canned": "1", "note": "Thank you."}
    lin.submits(f"/moderation/comments/{rude.id}", **fields)
    assert db.session.get(Decision, 1).note == "请不要写别人的地址。\n\nThank you."


def test_it_can_be_changed_and_deleted(lin, ready):
    lin.submits("/moderation/texts/1", **TEXT | {"text_en": "No streets."}).shows("No streets.")
    lin.submits("/moderation/texts/1/delete")
    lin.submits("/moderation/texts/1/delete")
    lin.visits("/moderation/texts/1", 404)
    assert not db.session.query(CannedText).count()


@pytest.mark.parametrize("field", ["title", "text_en", "text_zh"])
def test_what_is_missing_is_said_and_the_rest_is_kept(lin, field):
    page = lin.submits("/moderation/texts", 422, **TEXT | {field: ""})
    page.complains(field)
    assert "No addresses" in page.html or field == "text_en"


def test_a_title_is_taken_once(lin, ready):
    lin.submits("/moderation/texts", 422, **TEXT).complains("title")


def test_readers_have_none(mei, guest):
    mei.visits("/moderation/texts", 403)
    guest.is_sent_to_sign_in("/moderation/texts", **TEXT)


def test_the_journal_tells_who_did_what(lin, ada, rude, ready):
    lin.visits("/moderation/journal").shows("1 entry.", "Kept a ready text", "Addresses")
    ada.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    page = lin.visits("/moderation/journal?action=decision&actor=@ada")
    page.shows("Decided", "@ada", "comment:1", "Decision 1").lacks("text:1")
    lin.visits("/moderation/journal?actor=nobody&after=rubbish").shows("Nothing is written here")


def test_readers_do_not_read_the_journal(mei, guest):
    mei.visits("/moderation/journal", 403)
    guest.is_sent_to_sign_in("/moderation/journal")
