"""Putting an article forward on the home page."""

from community.articles.models import Article
from community.extensions import db
from tests.factories import make_article


def is_featured(article):
    return db.session.get(Article, article.id, populate_existing=True).featured_at is not None


def test_what_an_admin_puts_forward_stands_on_top(ada, guest):
    first = make_article(title="The first cup")
    make_article(title="The second cup")
    ada.submits(f"{first.url}/feature", on=first)
    assert is_featured(first)
    assert "The first cup" in guest.visits("/").one("article", class_="lead").text


def test_twice_is_harmless_and_it_can_be_taken_back(ada):
    article = make_article()
    for _ in range(2):
        ada.submits(f"{article.url}/feature", on=article, featured=1)
    assert is_featured(article)
    ada.submits(f"{article.url}/feature", on=article, featured=0)
    assert not is_featured(article)


def test_a_draft_is_not_put_forward(ada):
    draft = make_article(state="draft")
    ada.submits(f"{draft.url}/feature", 422, featured=1)
    ada.submits(f"{draft.url}/feature", 422, featured="rubbish")
    assert not is_featured(draft)


def test_only_admins_do_it(lin, wen, guest):
    article = make_article(by=wen.user)
    for person in (lin, wen):
        person.submits(f"{article.url}/feature", 403, featured=1)
    guest.is_sent_to_sign_in(f"{article.url}/feature", featured=1)
    assert not is_featured(article)
