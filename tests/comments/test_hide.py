"""The author of an article folds a comment away: everyone is told, and may unfold it."""

import pytest

from community.comments.models import Comment
from community.extensions import db
from tests.factories import make_comment

MARK = "Hidden by the author of the article"


@pytest.fixture
def rude(article, mei):
    return make_comment(article, by=mei.user, body="Your tea is cold")


def hide(person, comment, status=303, hidden="1"):
    return person.submits(f"{comment.url}/hide", status=status, hidden=hidden)


def test_it_is_folded_and_says_so_to_everyone(wen, mei, guest, article, rude):
    hide(wen, rude)
    for person in (wen, mei, guest):
        page = person.visits(article.url).shows("Your tea is cold")
        assert page.one("details", class_="comment__hidden")
    guest.visits(article.url).shows(MARK)


def test_it_is_unfolded_again(wen, article, rude):
    hide(wen, rude)
    hide(wen, rude, hidden="0")
    wen.visits(article.url).lacks(MARK)


def test_twice_is_harmless(wen, rude):
    hide(wen, rude)
    since = db.session.get(Comment, rude.id).hidden_at
    hide(wen, rude)
    assert db.session.get(Comment, rude.id, populate_existing=True).hidden_at == since


def test_only_the_author_of_the_article_may(mei, tom, lin, guest, rude):
    for person in (mei, tom, lin):
        hide(person, rude, status=403)
    hide(guest, rude).shows("Sign in")


def test_one_does_not_hide_ones_own(wen, article):
    own = make_comment(article, by=wen.user, body="Mine")
    hide(wen, own, status=403)


def test_rubbish_is_refused(wen, rude):
    hide(wen, rude, status=422, hidden="maybe")


def test_what_is_removed_cannot_be_hidden(wen, article, mei):
    gone = make_comment(article, by=mei.user, body="Gone", state="removed")
    hide(wen, gone, status=422)


def test_answers_and_counts_stay(wen, tom, article, mei, rude):
    make_comment(article, by=mei.user, body="It is not", parent_id=rude.id)
    db.session.refresh(article)
    count = article.comment_count
    hide(wen, rude)
    wen.visits(article.url).shows("It is not")
    db.session.refresh(article)
    assert article.comment_count == count
