"""Keeping an article for later."""

import pytest

from community.articles.models import Article
from community.extensions import db
from community.likes.models import Bookmark
from community.likes.queries import bookmarked
from tests.at_once import at_once
from tests.factories import make_article


def kept(article):
    counted = db.session.get(Article, article.id, populate_existing=True).bookmark_count
    return counted, db.session.query(Bookmark).count()


def test_it_stands_among_the_bookmarks(mei, article):
    page = mei.submits(f"{article.url}/bookmark", saved="1")
    assert page.form(f"{article.url}/bookmark").one("button")["aria-pressed"] == "true"
    mei.visits("/bookmarks").shows("Cats of the tea house")
    assert kept(article) == (1, 1)


def test_it_is_taken_out_again(mei, article):
    mei.submits(f"{article.url}/bookmark", saved="1")
    mei.submits(f"{article.url}/bookmark", saved="0")
    mei.visits("/bookmarks").lacks("Cats of the tea house")
    assert kept(article) == (0, 0)


def test_twice_and_at_once_it_is_one(mei, article):
    at_once(mei, 4, f"{article.url}/bookmark", saved="1")
    assert kept(article) == (1, 1)


def test_ones_own_may_be_kept(wen, article):
    wen.submits(f"{article.url}/bookmark", saved="1")
    assert kept(article) == (1, 1)


def test_a_guest_is_sent_to_sign_in(guest, article):
    guest.is_sent_to_sign_in(f"{article.url}/bookmark", saved="1")
    assert kept(article) == (0, 0)


@pytest.mark.parametrize("wanted", ["", "2", "saved", None])
def test_rubbish_is_refused(mei, article, wanted):
    mei.submits(f"{article.url}/bookmark", status=422, saved=wanted)
    assert kept(article) == (0, 0)


def test_what_is_not_visible_is_404(mei, wen):
    draft = make_article(by=wen.user, state="draft")
    mei.submits(f"{draft.url}/bookmark", status=404, saved="1")


def test_the_page_gets_the_button(mei, article):
    part = mei.fetches(f"{article.url}/bookmark", saved="1")
    assert part.one("button")["aria-pressed"] == "true"
    assert part.one("input", name="saved")["value"] == "0"


def test_the_address_leads_back_to_the_article(guest, article):
    assert guest.visits(f"{article.url}/bookmark").path == article.url


def test_the_last_saved_comes_first_page_by_page(mei, wen):
    ids = [make_article(by=wen.user).id for _ in range(22)]
    for id_ in ids:
        db.session.add(Bookmark(user_id=mei.id, article_id=id_))
        db.session.commit()
    first = bookmarked(mei.user)
    second = bookmarked(mei.user, first.next_cursor)
    assert first.article_ids + second.article_ids == ids[::-1]
    assert second.next_cursor == ""


def test_what_is_no_longer_public_is_left_out(mei, lin, article):
    mei.submits(f"{article.url}/bookmark", saved="1")
    article.state = "draft"
    db.session.commit()
    assert bookmarked(mei.user).article_ids == []
    assert bookmarked(lin.user).article_ids == []
