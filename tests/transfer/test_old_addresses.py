"""Addresses of the old site lead to where things are now."""

import pytest

from community.articles.addresses import move
from community.extensions import db
from tests.transfer.conftest import article
from tests.transfer.wxr_of import ghost, ghost_post, person, post


@pytest.mark.parametrize(
    "address", ["/2013/01/05/on-tea/", "/2013/01/05/on-tea", "/?p=5", "/?p=5&utm_source=x"]
)
def test_each_form_of_it(brings, guest, address):
    link = "https://old.example/2013/01/05/on-tea/"
    brings(person(), post(id=5, title="On tea", link=link, wp__post_name="on-tea"))
    assert guest.visits(address, 301).location == "/articles/on-tea"


def test_those_of_pages(brings, guest):
    kind = {"wp__post_type": "page", "link": "https://old.example/关于/"}
    brings(person(), post(id=7, title="About us", wp__post_name="about-us", **kind))
    for address in ("/关于/", "/?page_id=7"):
        assert guest.visits(address, 301).location == "/articles/about-us"


def test_those_of_ghost(runs, tmp_path, guest):
    runs("import", "ghost", str(ghost(tmp_path, posts=[ghost_post(slug="on-tea")])))
    assert guest.visits("/on-tea/", 301).location == "/articles/on-tea"


def test_links_between_articles_come_along(brings, guest):
    link = '<!-- wp:p --><a href="https://old.example/?p=6">next</a> <a href="https://x.example/">x</a>'
    brings(person(), post(id=5, title="One", content__encoded=link), post(id=6, title="Two"))
    assert article("One").body == "[next](/?p=6) [x](https://x.example/)"


def test_drafts_are_not_told_of(brings, guest, ada):
    brings(person(), post(id=5, title="Secret", wp__status="private", wp__post_name="secret"))
    guest.visits("/?p=5", 200).lacks("Secret")
    guest.visits("/2013/01/05/post-5/", 404)
    ada.visits("/?p=5", 301)


def test_an_article_that_moved_since(brings, guest):
    brings(person(), post(id=5, title="On tea", wp__post_name="on-tea"))
    move(article("On tea"), "on-good-tea")
    db.session.commit()
    assert guest.visits("/?p=5", 301).location == "/articles/on-good-tea"


def test_two_articles_with_one_slug(brings):
    brings(person(), *(post(title=f"T{n}", wp__post_name="same") for n in range(3)))
    assert [article(f"T{n}").slug for n in range(3)] == ["same", "same-2", "same-3"]


@pytest.mark.parametrize("address", ["/nothing", "/?p=99", "/?p=x", "/%00", f"/{'x' * 600}"])
def test_what_is_no_old_address(guest, address):
    status = 200 if address.startswith("/?") else 404
    guest.visits(address, status)
