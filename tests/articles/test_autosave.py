"""What is typed and not saved is kept: nothing of it is public, and no window overwrites another."""

import pytest

from community.articles.autosaves import LIFETIME, autosave, kept_text, sweep_autosaves
from community.articles.draft_models import Autosave
from community.articles.models import Article
from community.database import now
from community.errors import Conflict, Refused
from community.extensions import db
from tests.articles.test_revise import edit, fresh
from tests.factories import kept

NEW = "/write/autosave"


def types(person, where, status=200, **fields):
    """Let the editor's script keep what somebody types; return its answer."""
    return person.submits(where, status=status, as_script=True, **fields).json


def place(article):
    return f"{article.url}/autosave"


def rows():
    return list(db.session.query(Autosave))


def test_what_is_typed_is_kept_and_not_saved(wen, guest, article):
    said = types(wen, place(article), body="Half a sent", version="1", edition="0")
    assert (said["edition"], said["said"][:6]) == (1, "Saved ")
    assert said["said"].endswith("not public yet")
    (row,) = rows()
    assert (row.fields["body"], row.base_version, row.article_id) == ("Half a sent", 1, article.id)
    assert (fresh(article).body, article.version) == ("Come **in**.", 1)
    guest.visits(article).lacks("Half a sent")


def test_a_new_text_is_kept_too(wen):
    types(wen, NEW, title="Tea", body="Half", edition="0")
    types(wen, NEW, title="Tea", body="Half a", edition="1")
    (row,) = rows()
    assert (row.place, row.edition, row.fields["body"]) == ("new", 2, "Half a")
    assert not db.session.query(Article).count()


def test_it_is_in_the_form_when_the_editor_is_opened_again(wen, article):
    types(wen, place(article), title="Mine", body="Half", tags="a, b", version="1", edition="0")
    page = wen.visits(edit(article))
    page.shows("You left something unsaved", "Throw it away")
    assert (page.field("title"), page.field("body"), page.field("tags")) == ("Mine", "Half", "a, b")
    assert (page.field("edition"), page.field("version")) == ("1", "1")


def test_a_new_one_as_well(wen):
    types(wen, NEW, title="茶", body="半", edition="0")
    page = wen.visits("/write").shows("You left something unsaved")
    assert (page.field("title"), page.field("body")) == ("茶", "半")


def test_what_says_nothing_else_is_not_shown(wen, draft):
    page = wen.visits(edit(draft))
    names = ("title", "summary", "body", "tags", "credits", "kind", "language", "slug")
    types(wen, place(draft), version="1", edition="0", **{name: page.field(name) for name in names})
    assert wen.visits(edit(draft)).lacks("You left something unsaved").field("edition") == "1"


def test_it_can_be_thrown_away(wen, draft):
    types(wen, place(draft), body="Half", version="1", edition="0")
    page = wen.submits(f"{place(draft)}/discard", on=edit(draft)).shows(
        "The unsaved words are gone."
    )
    assert page.field("body") == "Put the *kettle* on."
    assert not rows()


def test_a_new_one_can_be_thrown_away_twice(wen):
    types(wen, NEW, body="Half", edition="0")
    for _ in range(2):
        assert wen.submits(f"{NEW}/discard", edition="1").field("body") == ""


def test_what_came_meanwhile_is_not_thrown_away(wen, draft):
    types(wen, place(draft), body="Half", version="1", edition="0")
    types(wen, place(draft), body="Half and more", version="1", edition="1")
    page = wen.submits(f"{place(draft)}/discard", edition="1")
    assert page.field("body") == "Half and more"


def test_saving_forgets_it(wen, draft):
    types(wen, place(draft), body="Half", version="1", edition="0")
    wen.submits(edit(draft)).lacks("You left something unsaved")
    assert fresh(draft).body == "Half"
    assert not rows()


def test_saving_a_new_one_forgets_it(wen):
    types(wen, NEW, title="Tea", body="Half", edition="0")
    wen.submits("/write")
    assert not rows()


def test_what_another_window_typed_outlives_a_save(wen, draft):
    types(wen, place(draft), body="Elsewhere", version="1", edition="0", window="a")
    page = wen.submits(edit(draft), body="Here", edition="0", window="b", version="1")
    page.shows("You left something unsaved", "The article was saved again since")
    assert page.field("body") == "Elsewhere"
    assert fresh(draft).body == "Here"


def test_a_button_of_the_desk_forgets_nothing(wen, draft):
    types(wen, place(draft), body="Half", version="1", edition="0")
    wen.submits(edit(draft), on="/desk", action="publish")
    assert fresh(draft).is_public
    assert len(rows()) == 1


def test_two_windows_do_not_overwrite_each_other(wen, draft):
    types(wen, place(draft), body="First", version="1", edition="0", window="a")
    said = types(wen, place(draft), 409, body="Second", version="1", edition="0", window="b")
    assert said["edition"] == 1
    assert "open elsewhere" in said["said"]
    assert rows()[0].fields["body"] == "First"


def test_one_may_insist_and_the_other_window_is_told(wen, draft):
    types(wen, place(draft), body="First", version="1", edition="0", window="a")
    types(wen, place(draft), body="Second", version="1", edition="1", window="b")
    types(wen, place(draft), 409, body="First!", version="1", edition="1", window="a")
    assert rows()[0].fields["body"] == "Second"


def test_a_window_goes_on_though_an_answer_was_lost(wen, draft):
    for body in ("One", "One two"):
        types(wen, place(draft), body=body, version="1", edition="0", window="a")
    assert (rows()[0].fields["body"], rows()[0].edition) == ("One two", 2)


def test_twice_is_harmless(wen, draft):
    typed = {"body": "Same", "version": "1", "edition": "0"}
    assert types(wen, place(draft), **typed)["edition"] == 1
    assert types(wen, place(draft), **typed)["edition"] == 1


def test_two_people_keep_their_own(wen, ada, draft):
    types(wen, place(draft), body="Wen's", version="1", edition="0")
    types(ada, place(draft), body="Ada's", version="1", edition="0")
    assert wen.visits(edit(draft)).field("body") == "Wen's"
    assert ada.visits(edit(draft)).field("body") == "Ada's"


def test_only_who_may_edit_may(guest, tom, lin, yan, draft, article):
    guest.is_sent_to_sign_in(place(article), body="x")
    guest.is_sent_to_sign_in(NEW, body="x")
    for person in (tom, lin, yan):
        person.submits(place(article), status=403, body="x")
        person.submits(f"{place(article)}/discard", status=403, edition="1")
        person.submits(place(draft), status=404, body="x")


@pytest.mark.parametrize("bad", [{"edition": "x"}, {"version": "-1"}, {"edition": "9" * 12}])
def test_rubbish_is_refused(wen, draft, bad):
    wen.submits(place(draft), status=422, body="x", **bad)
    assert not rows()


def test_more_than_anybody_types_is_refused(wen, draft):
    assert types(wen, place(draft), 422, body="a" * 260_000)["said"] == "This is too long."
    with pytest.raises(Refused):
        autosave(draft, by=wen.user, typed={}, base_version=1, edition=0)


def test_what_is_too_long_to_save_is_kept(wen, draft):
    types(wen, place(draft), body="茶" * 210_000, version="1", edition="0")
    assert len(rows()[0].fields["body"]) == 210_000


def test_what_no_database_takes_is_left_out(wen, draft):
    types(wen, place(draft), body="a\x00b", version="1", edition="0")
    assert rows()[0].fields["body"] == "ab"


def test_an_old_address_will_do(wen, article):
    old = place(article)
    wen.submits(edit(article), slug="elsewhere")
    types(wen, old, body="Half", version="2", edition="0")
    assert len(rows()) == 1


def test_it_is_gone_after_a_month(wen, draft):
    autosave(draft, by=wen.user, typed={"body": "Old"}, base_version=1, edition=0)
    autosave(None, by=wen.user, typed={"body": "New"}, base_version=0, edition=0)
    kept_text(draft, wen.user).saved_at = now() - LIFETIME
    kept(draft)
    assert sweep_autosaves() == 1
    assert kept_text(None, wen.user).fields == {"body": "New"}


def test_another_s_edition_is_told(wen, draft):
    autosave(draft, by=wen.user, typed={"body": "a"}, base_version=1, edition=0, window="a")
    with pytest.raises(Conflict) as conflict:
        autosave(draft, by=wen.user, typed={"body": "b"}, base_version=1, edition=7, window="b")
    assert conflict.value.current.fields == {"body": "a"}


def test_it_asks_little(wen, draft, statements):
    where, fields = place(draft), {"version": "1", "window": "a", "csrf_token": wen._token({})}
    headers = {"HX-Request": "true"}
    for number in range(2):
        data = {**fields, "body": f"Cup {number}", "edition": str(number)}
        with statements() as asked:
            answer = wen.client.post(where, data=data, headers=headers)
        assert answer.status_code == 200
        own = [one for one in asked if not ("FROM sessions" in one or "FROM users" in one)]
        assert len(own) <= 2, asked
