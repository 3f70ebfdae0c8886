"""Ready texts: what moderators say again and again, in both languages."""

import pytest

from community.extensions import db
from community.moderation.desk_models import CannedText
from community.moderation.models import Decision, LogEntry

TEXTS = "/moderation/texts"
TEXT = {"title": "Addresses", "rule": "privacy", "text_en": "No addresses, please."}
TEXT |= {"text_zh": "请不要写别人的地址。"}


@pytest.fixture
def ready(lin):
    lin.submits(TEXTS, **TEXT).shows("Addresses", "请不要写别人的地址。")


def test_where_there_are_none_an_example_stands(lin):
    lin.visits(TEXTS).shows("There are no ready texts yet.", "For instance")


@pytest.mark.parametrize(
    ("who", "words"), [("mei", TEXT["text_zh"]), ("tom", TEXT["text_en"])], ids=["zh", "en"]
)
def test_chosen_it_goes_to_the_author_in_their_language(request, lin, article, ready, who, words):
    person = request.getfixturevalue(who)
    person.submits(f"{article.url}/comments", body="You live at 3 Lake Road!")
    lin.visits("/moderation/comments/1").shows("Addresses")
    fields = {"decision": "remove", "rule": "privacy", "canned": "1", "note": "Thank you."}
    lin.submits("/moderation/comments/1", **fields)
    assert db.session.get(Decision, 1).note == f"{words}\n\nThank you."


def test_one_that_is_gone_meanwhile_leaves_the_own_words(lin, rude, ready):
    lin.submits(f"{TEXTS}/1/delete")
    fields = {"decision": "remove", "rule": "privacy", "canned": "1", "note": "Thank you."}
    lin.submits(f"/moderation/comments/{rude.id}", **fields)
    assert db.session.get(Decision, 1).note == "Thank you."


def test_it_can_be_changed_by_any_moderator(lin, ada, ready):
    ada.submits(f"{TEXTS}/1", **TEXT | {"text_en": "No streets."}).shows("No streets.")
    assert db.session.query(CannedText).one().by_id == ada.id


def test_it_can_be_deleted_and_twice_is_harmless(lin, ready):
    for _ in range(2):
        lin.submits(f"{TEXTS}/1/delete").shows("There are no ready texts yet.")
    lin.visits(f"{TEXTS}/1", 404)
    lin.submits(f"{TEXTS}/1", 404, **TEXT)
    acts = [entry.action for entry in db.session.query(LogEntry).order_by(LogEntry.id)]
    assert acts == ["text_kept", "text_dropped"]


@pytest.mark.parametrize("field", ["title", "text_en", "text_zh"])
@pytest.mark.parametrize("words", ["", "  ", "很" * 1001])
def test_what_does_not_hold_is_said_and_the_rest_is_kept(lin, field, words):
    page = lin.submits(TEXTS, 422, **TEXT | {field: words})
    page.complains(field)
    kept = TEXT["text_zh"] if field != "text_zh" else TEXT["text_en"]
    assert kept in page.html and not db.session.query(CannedText).count()


def test_both_scripts_have_the_same_room(lin):
    lin.submits(TEXTS, **TEXT | {"text_en": "e" * 1000, "text_zh": "很" * 1000})
    assert len(db.session.query(CannedText).one().text_zh) == 1000


def test_a_rule_that_is_not_there(lin):
    lin.submits(TEXTS, 422, **TEXT | {"rule": "no-fun"}).complains("rule")


def test_a_title_is_taken_once(lin, ready):
    lin.submits(TEXTS, 422, **TEXT).complains("title")
    lin.submits(TEXTS, **TEXT | {"title": "Names"})
    lin.submits(f"{TEXTS}/2", 422, **TEXT).complains("title")
    lin.submits(f"{TEXTS}/1", **TEXT)


def test_markup_stays_words(lin):
    lin.submits(TEXTS, **TEXT | {"text_en": "<b>No</b>"}).shows("<b>No</b>")


def test_readers_have_none(mei, dan, guest):
    for one in (mei, dan):
        one.visits(TEXTS, 403)
        one.submits(TEXTS, 403, **TEXT)
        one.submits(f"{TEXTS}/1/delete", 403)
    guest.is_sent_to_sign_in(TEXTS, **TEXT)
