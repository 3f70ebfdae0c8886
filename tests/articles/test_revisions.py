"""What was said before: every saved version stays, can be compared, and be brought back."""

import pytest

from community.articles import actions
from community.articles.draft_models import Revision
from community.articles.restoring import restore
from community.articles.revisions import keep_missing_revisions
from community.errors import NotFound
from community.extensions import db
from tests.articles.test_revise import edit, fresh
from tests.factories import kept, make_article


@pytest.fixture
def changed(wen, draft):
    """Wen's draft, after a second thought."""
    wen.submits(edit(draft), body="Put the **pot** on.", summary="")
    return fresh(draft)


def revisions_of(article):
    return list(db.session.query(Revision).filter_by(article_id=article.id).order_by("version"))


def at(article, version, rest=""):
    return f"{article.url}/revisions/{version}{rest}"


def test_each_saved_version_stays(wen, changed):
    first, second = revisions_of(changed)
    assert (first.version, first.body, first.summary) == (1, "Put the *kettle* on.", "On kettles.")
    assert (second.version, second.body, second.by_id) == (2, "Put the **pot** on.", wen.id)
    assert sorted(first.fields["tags"]) == ["kettles", "tea"]


def test_saving_the_same_again_keeps_one(wen, changed):
    wen.submits(edit(changed))
    assert len(revisions_of(changed)) == 2


def test_publishing_makes_no_version(wen, changed):
    wen.submits(edit(changed), action="publish")
    assert len(revisions_of(changed)) == 2


def test_the_list_says_who_and_how_much(wen, changed):
    page = wen.visits(f"{changed.url}/revisions")
    page.shows("Version 2", "Version 1", "by @wen", "1 character shorter", "20 characters")
    page.shows("As it stands").lacks("Public")
    assert [link["href"] for link in page.all("a", class_="row__link")] == [
        at(changed, 2),
        at(changed, 1),
    ]


def test_the_public_version_is_marked(wen, article):
    wen.visits(f"{article.url}/revisions").shows("Public")


def test_the_list_goes_on(wen, changed):
    page = wen.visits(f"{changed.url}/revisions?below=2")
    page.shows("Version 1").lacks("Version 2")
    wen.visits(f"{changed.url}/revisions?below=x").shows("Version 2")


def test_what_changed_is_marked_and_said(wen, changed):
    page = wen.visits(at(changed, 2))
    gone, new = page.all("del", class_="diff__gone"), page.all("ins", class_="diff__new")
    assert [one.text for one in gone] == ["[removed: On kettles.]", "[removed: kettle]"]
    assert "[added: *pot*]" in [one.text for one in new] or "[added: *]" in [
        one.text for one in new
    ]


def test_the_whole_text_can_be_read(wen, changed):
    page = wen.visits(at(changed, 1, "?show=text"))
    assert page.one(class_="prose").text == "Put the kettle on."
    assert page.one(data_words="article")["lang"] == "en"


def test_the_first_version_is_shown_whole(wen, changed):
    wen.visits(at(changed, 1)).shows("Put the kettle on.").lacks("Compared with")


def test_any_two_are_compared(wen, changed):
    wen.submits(edit(changed), body="Put the pots on.")
    page = wen.visits(at(changed, 3, "?from=1"))
    assert page.field("from") == "1"
    page.shows("kettle", "pots")
    wen.visits(at(changed, 1, "?from=3")).shows("pots")


def test_a_version_that_was_never_kept_is_said(wen, changed):
    wen.visits(at(changed, 2, "?from=9")).shows("There is no version 9 of this.")
    wen.visits(at(changed, 2, "?from=x")).shows("Compared with")
    wen.visits(at(changed, 9), status=404)
    wen.visits(at(changed, 99999999999999), status=404)


def test_an_old_version_is_brought_back_as_a_new_one(wen, changed):
    wen.submits(at(changed, 1, "/restore"), on=at(changed, 1)).shows("Version 1 is back")
    assert (fresh(changed).body, changed.summary) == ("Put the *kettle* on.", "On kettles.")
    last = revisions_of(changed)[-1]
    assert (last.version, last.restored_version, changed.version) == (3, 1, 3)
    wen.visits(f"{changed.url}/revisions").shows("brought back from version 1")


def test_bringing_it_back_twice_is_harmless(wen, changed):
    for _ in range(2):
        wen.submits(at(changed, 1, "/restore"), version="2")
    assert (fresh(changed).version, len(revisions_of(changed))) == (3, 3)


def test_what_changed_meanwhile_is_not_overwritten(wen, ada, changed):
    ada.submits(edit(changed), body="Ada was here.")
    page = wen.submits(at(changed, 1, "/restore"), status=409, version="2")
    page.shows("This was changed since you opened it.")
    assert page.field("version") == "3"
    assert fresh(changed).body == "Ada was here."


def test_a_restored_version_of_what_is_public_is_public(wen, guest, article):
    wen.submits(edit(article), body="Go out.")
    wen.submits(at(article, 1, "/restore"), on=at(article, 1))
    guest.visits(article).shows("Come in.")


@pytest.mark.parametrize("rest", ["", "/1", "/1/restore"])
def test_only_who_may_edit_sees_them(guest, tom, lin, yan, draft, article, rest):
    fields = {"version": "1"} if rest.endswith("restore") else {}
    guest.is_sent_to_sign_in(f"{article.url}/revisions{rest}", **fields)
    for person in (tom, lin, yan):
        ask = person.submits if fields else person.visits
        ask(f"{article.url}/revisions{rest}", status=403, **fields)
        ask(f"{draft.url}/revisions{rest}", status=404, **fields)


def test_a_button_without_its_version_is_refused(wen, changed):
    wen.submits(at(changed, 1, "/restore"), status=422, version="x")
    assert fresh(changed).version == 2


def test_an_old_address_leads_on(wen, article):
    old = article.url
    wen.submits(edit(article), slug="elsewhere")
    assert wen.visits(f"{old}/revisions").path == "/articles/elsewhere/revisions"
    assert wen.visits(f"{old}/revisions/1").path == "/articles/elsewhere/revisions/1"


def test_what_was_never_kept_cannot_be_restored(wen, draft):
    with pytest.raises(NotFound):
        restore(draft, 7, by=wen.user, opened=1)


def test_what_a_bulk_load_brought_is_kept_before_it_changes(wen, changed):
    db.session.query(Revision).delete()
    wen.submits(edit(changed), body="A third thought.")
    second, third = revisions_of(changed)
    assert (second.version, second.body, third.version) == (2, "Put the **pot** on.", 3)


def test_a_bulk_load_keeps_all_of_its_words_at_once(wen, changed, article):
    db.session.query(Revision).filter_by(article_id=changed.id).delete()
    assert (keep_missing_revisions(), keep_missing_revisions()) == (1, 0)
    db.session.commit()
    (kept_now,) = revisions_of(changed)
    assert (kept_now.version, kept_now.body, kept_now.fields) == (2, "Put the **pot** on.", {})
    wen.submits(edit(changed), body="A third thought.")
    assert revisions_of(changed)[0].fields["kind"] == "article"


def test_they_go_with_the_article(wen, changed):
    db.session.delete(changed)
    db.session.commit()
    assert not db.session.query(Revision).count()


def test_the_list_asks_the_same_for_more(wen, statements):
    article = make_article(by=wen.user)
    address = f"{article.url}/revisions"
    wen.visits(address)
    with statements() as few:
        wen.visits(address)
    for number in range(12):
        kept(actions.revise(article, by=wen.user, version=None, title="Tea", body=f"Cup {number}"))
    with statements() as many:
        wen.visits(address)
    assert len(many) <= len(few), many
