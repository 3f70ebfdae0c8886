"""Addresses: made from titles, never used twice, and the old ones lead on."""

import pytest
from sqlalchemy import select

from community.articles import actions, addresses
from community.articles.addresses import moved_to
from community.articles.models import OldSlug
from community.errors import Refused
from community.extensions import db
from tests.articles.test_revise import edit, fresh
from tests.factories import kept, make_article


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Tea for two", "tea-for-two"),
        ("中国", "zhong-guo"),
        ("银行里的茶馆", "yin-hang-li-de-cha-guan"),
        ("🍵🍵", "untitled"),
        ("Preview", "preview-2"),
        ("…", "untitled"),
    ],
)
def test_a_title_makes_an_address(wen, guest, title, slug):
    article = make_article(by=wen.user, title=title)
    assert article.slug == slug
    guest.visits(f"/articles/{slug}").shows(title)


def test_the_same_title_gets_a_number(wen, yan):
    slugs = [make_article(by=one.user, title="茶馆").slug for one in (wen, yan, wen)]
    assert slugs == ["cha-guan", "cha-guan-2", "cha-guan-3"]


def test_long_titles_have_addresses_of_their_own(wen):
    slugs = {make_article(by=wen.user, title="long " * 40).slug for _ in range(12)}
    assert len(slugs) == 12
    assert max(map(len, slugs)) <= 80


def test_a_draft_follows_its_title(wen, draft):
    page = wen.submits(edit(draft), title="Coffee for one")
    assert page.path == "/articles/coffee-for-one/edit"
    assert db.session.scalars(select(OldSlug)).all() == []


def test_a_public_address_stays(wen, article):
    wen.submits(edit(article), title="Quite another house")
    assert fresh(article).slug == "a-public-house"


def test_a_withdrawn_one_keeps_its_address(wen, article):
    wen.submits(edit(article), action="unpublish")
    wen.submits(edit(article), title="Quite another house")
    assert fresh(article).slug == "a-public-house"


def test_the_author_may_ask_for_another(wen, guest, article):
    old = article.url
    wen.submits(edit(article), slug="新的 House!")
    assert fresh(article).slug == "xin-de-house"
    page = guest.visits(old)
    assert page.path == "/articles/xin-de-house"
    answer = guest.visits(old, status=301)
    assert answer.location.endswith("/articles/xin-de-house")


def test_the_old_editor_leads_to_the_new_one_and_still_saves(wen, article):
    old = edit(article)
    wen.submits(old, slug="other")
    assert wen.visits(old).path == "/articles/other/edit"
    wen.submits(old, body="From the old window", version=2, slug="other")
    assert fresh(article).body == "From the old window"


def test_an_old_address_is_not_given_away(wen, article):
    wen.submits(edit(article), slug="other")
    assert make_article(by=wen.user, title="A public house").slug == "a-public-house-2"


def test_one_may_go_back_to_an_old_address(wen, guest, article):
    wen.submits(edit(article), slug="other")
    wen.submits("/articles/other/edit", slug="a-public-house")
    assert fresh(article).slug == "a-public-house"
    assert moved_to("a-public-house") is None
    assert guest.visits("/articles/other").path == "/articles/a-public-house"


def test_an_address_that_exists_is_refused(wen, article, draft):
    page = wen.submits(edit(draft), status=422, slug="a-public-house", body="Kept")
    assert "has this address" in page.complains("slug")
    assert page.field("body") == "Kept"
    assert fresh(draft).slug == "tea-for-two"
    with pytest.raises(Refused):
        actions.revise(draft, by=wen.user, version=None, title="Tea", slug="preview")


def test_an_address_that_another_took_in_the_same_moment_is_refused(
    wen, article, draft, monkeypatch
):
    monkeypatch.setattr(addresses, "taken_slugs", lambda _start, besides: set())
    page = wen.submits(edit(draft), status=422, slug="a-public-house", body="Kept")
    assert "has this address" in page.complains("slug")
    assert page.field("body") == "Kept"
    assert page.form(edit(draft)), "the form leads to the address it still has"
    assert (fresh(draft).slug, draft.body) == ("tea-for-two", "Put the *kettle* on.")


def test_an_asked_address_stays_when_the_title_changes(wen, draft):
    wen.submits(edit(draft), slug="my-own")
    wen.submits("/articles/my-own/edit", title="Coffee")
    assert fresh(draft).slug == "my-own"


def test_what_was_never_public_leaves_no_trace(wen, guest, draft):
    wen.submits(edit(draft), slug="my-own")
    guest.visits("/articles/tea-for-two", status=404)
    assert db.session.scalars(select(OldSlug)).all() == []


def test_the_new_address_of_a_hidden_article_is_not_told(wen, guest, article):
    wen.submits(edit(article), slug="secret-plan")
    wen.submits("/articles/secret-plan/edit", action="unpublish")
    guest.visits("/articles/a-public-house", status=404)
    assert moved_to("a-public-house") is None
    assert moved_to("a-public-house", wen.user) == "secret-plan"


@pytest.mark.parametrize("slug", ["%00", "a%00b", "x" * 3000, "%F0%9F%8D%B5", "..%2f.."])
def test_what_is_no_address_is_404(wen, guest, slug):
    guest.visits(f"/articles/{slug}", status=404)
    wen.visits(f"/articles/{slug}/edit", status=404)


def test_a_slug_on_the_way_in_is_made_proper(wen):
    article = kept(actions.write(by=wen.user, title="Tea", slug="../../Etc/Passwd"))
    assert article.slug == "etc-passwd"
