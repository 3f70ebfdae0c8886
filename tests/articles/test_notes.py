"""Notes: what every reader may write, newcomers too, and all that stays with authors."""

import pytest

from community.accounts.models import NEWCOMER_COMMENTS
from community.articles import actions, publishing
from community.errors import Conflict, Forbidden, Refused
from community.extensions import db
from community.web import limits
from tests.articles.test_revise import edit, fresh
from tests.articles.test_write import SCRIPT, article_count, the_article
from tests.factories import kept, make_article

WORDS = {"title": "Lost umbrella", "body": "It is *green*."}


@pytest.fixture
def note(tom):
    """A draft of a note of Tom's."""
    return kept(actions.write(by=tom.user, kind="note", **WORDS))


@pytest.fixture
def known(tom):
    """Tom, once two of his comments were approved."""
    tom.user.approved_comment_count = NEWCOMER_COMMENTS
    db.session.commit()
    return tom


def test_a_note_of_someone_known_is_public_at_once(known, guest):
    page = known.submits("/write", **WORDS, action="publish")
    page.shows("Published.", "Note", "It is green.", "Written by tom")
    assert (the_article().kind, the_article().is_public) == ("note", True)
    guest.visits("/articles/lost-umbrella").shows("It is green.")
    guest.visits("/").shows("Lost umbrella")
    guest.visits("/@tom").shows("Lost umbrella")


def test_a_newcomer_s_note_is_read_by_a_moderator_first(tom, lin, guest):
    assert tom.user.is_newcomer
    tom.submits("/write", **WORDS, action="publish").shows("A moderator reads it first")
    guest.visits("/articles/lost-umbrella", 404)
    lin.visits("/moderation/newcomers").shows("Lost umbrella", "It is green.")
    lin.submits(f"/moderation/articles/{the_article().id}", decision="approve")
    guest.visits("/articles/lost-umbrella").shows("It is green.")
    assert tom.user.approved_comment_count == 1


def test_an_author_takes_a_held_note_back(tom, lin):
    tom.submits("/write", **WORDS, action="publish")
    tom.submits("/articles/lost-umbrella/edit", action="unpublish")
    lin.visits("/moderation/newcomers").lacks("Lost umbrella")
    assert the_article().is_draft and not the_article().held_by


def test_the_whole_life_of_a_note(known, guest):
    tom = known
    where = tom.submits("/write", **WORDS, action="save").path
    assert where == "/articles/lost-umbrella/edit"
    tom.visits("/desk").shows("Lost umbrella")
    tom.submits(where, body="It is blue.", action="publish").shows("Published.")
    guest.visits(the_article()).shows("It is blue.")
    tom.visits(the_article()).shows("Edit")
    tom.submits(where, action="unpublish").shows("It is a draft again.")
    guest.visits(the_article(), status=404)
    assert the_article().is_draft


def test_the_editor_offers_readers_notes_only(tom, wen):
    page = tom.visits("/write").shows("Write a note")
    assert page.field("kind") == "note"
    assert not page.all("select", name="kind")
    kinds = wen.visits("/write").one("select", name="kind").all("option")
    assert [kind["value"] for kind in kinds] == ["article", "note", "guide"]


@pytest.mark.parametrize("address", ["/", "/desk", "/@tom"])
def test_every_page_leads_readers_to_it(tom, wen, address):
    make_article(by=wen.user)
    links = tom.visits(address).all("a", href="/write")
    assert {"Write", "Write a note"} == {link.text for link in links}
    assert tom.visits(address).all("a", href="/desk")


def test_guests_are_not_led_to_it(guest):
    assert not guest.visits("/").all("a", href="/write")
    guest.is_sent_to_sign_in("/write", kind="note", **WORDS)
    assert article_count() == 0


def test_a_note_of_a_reader_stays_one(tom, note):
    for kind in ("article", "guide"):
        tom.submits(edit(note), status=403, kind=kind, body="Much more").shows("Much more")
    assert (fresh(note).kind, note.body) == ("note", WORDS["body"])


def test_an_author_s_note_may_grow(wen):
    note = kept(actions.write(by=wen.user, kind="note", **WORDS))
    wen.submits(edit(note), kind="guide")
    assert fresh(note).kind == "guide"


def test_another_one_s_note_stays_theirs(known, mei, guest, note):
    tom = known
    guest.is_sent_to_sign_in(edit(note), body="Mine")
    for status in (404, 403):
        mei.visits(edit(note), status=status)
        mei.submits(edit(note), status=status, body="Mine now", kind="note")
        tom.submits(edit(note), action="publish")
    assert fresh(note).body == WORDS["body"]
    mei.visits(note).lacks("编辑")


def test_an_admin_mends_it(ada, tom, note):
    ada.submits(edit(note), body="It is **red**.")
    assert fresh(note).body == "It is **red**."
    assert fresh(note).author_id == tom.id


def test_who_is_no_author_any_more_keeps_notes_alone(wen):
    article, note = (make_article(by=wen.user, kind=kind) for kind in ("article", "note"))
    wen.user.role = "reader"
    wen.visits(edit(article), status=403)
    wen.submits(edit(article), status=403, action="unpublish", kind="note")
    wen.submits(edit(note), action="unpublish")
    assert (fresh(article).is_public, fresh(note).is_public) == (True, False)


def test_the_actions_see_to_it_themselves(tom, note, draft):
    who = tom.user
    for kind in ("article", "guide"):
        with pytest.raises(Forbidden):
            actions.write(by=who, kind=kind, **WORDS)
        with pytest.raises(Forbidden):
            actions.revise(note, by=who, version=None, kind=kind, **WORDS)
    with pytest.raises(Refused):
        actions.write(by=who, kind="note", title="x" * 201)
    with pytest.raises(Forbidden):
        publishing.publish(draft, by=who)


def test_what_does_not_hold_is_said_and_kept(tom):
    words = WORDS | {"title": "x" * 201}
    page = tom.submits("/write", status=422, **words, action="publish")
    page.complains("title")
    assert page.field("body") == WORDS["body"]
    assert article_count() == 0


def test_two_windows(tom, note):
    tom.submits(edit(note), body="From one window")
    tom.submits(edit(note), status=409, body="From the other", version=1).shows("From one window")
    assert fresh(note).body == "From one window"
    with pytest.raises(Conflict):
        actions.revise(note, by=tom.user, version=1, kind="note", **WORDS)


def test_a_stale_token_and_script_do_no_harm(tom):
    tom.submits("/write", status=400, token="old", **WORDS).shows(WORDS["body"])
    assert article_count() == 0
    tom.submits("/write", title=SCRIPT, body=SCRIPT, action="publish")
    assert "<script>alert" not in tom.visits(the_article()).html


def test_the_preview_is_theirs_too(tom, mei, note):
    assert tom.fetches("/articles/preview", body="*green*").one("em")
    assert tom.visits(f"/articles/preview?for={note.slug}").form(edit(note))
    mei.submits(f"/articles/preview?for={note.slug}", status=404, body="x")


def test_publishing_is_counted(tom, monkeypatch):
    counted = []
    monkeypatch.setattr("community.articles.editor_routes.hit", lambda *of: counted.append(of))
    tom.submits("/write", **WORDS, action="publish")
    assert counted == [("publish", tom.id)]
    assert limits.LIMITS["publish"]
