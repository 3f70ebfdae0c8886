"""What moderators decide teaches the spam score, and what is undone is forgotten."""

import pytest
from sqlalchemy import select

from community.extensions import db
from community.moderation.models import Decision
from community.screening.models import SpamLesson
from tests.factories import make_article, make_comment


@pytest.fixture
def comment(wen, mei):
    return make_comment(make_article(by=wen.user), by=mei.user, body="Moon pebbles bring luck.")


def lessons():
    return [tuple(row) for row in db.session.execute(select(SpamLesson.is_spam, SpamLesson.words))]


def test_a_removal_as_spam_and_an_approval_are_lessons(lin, comment):
    lin.submits(f"/moderation/comments/{comment.id}", decision="remove", rule="no-spam")
    assert lessons() == [(True, "Moon pebbles bring luck.")]
    lin.submits(f"/moderation/comments/{comment.id}", decision="approve")
    assert (False, "Moon pebbles bring luck.") in lessons()


def test_what_is_unkind_is_no_spam(lin, comment):
    lin.submits(f"/moderation/comments/{comment.id}", decision="remove", rule="kind")
    assert lessons() == []


def test_an_undone_decision_teaches_nothing(lin, comment):
    lin.submits(f"/moderation/comments/{comment.id}", decision="remove", rule="no-spam")
    batch = db.session.scalars(select(Decision.batch)).first()
    lin.submits(f"/moderation/batches/{batch}/undo")
    assert lessons() == []


def test_what_is_like_spam_comes_back_once_and_then_waits(mei, lin, wen):
    article = make_article(by=wen.user)
    words = "Best casino bonus, register now and win $500 today, guaranteed profit"
    page = mei.submits(f"{article.url}/comments", 422, body=words)
    page.shows("casino")
    mei.submits(f"{article.url}/comments", body=words)
    page = lin.visits("/moderation/held?check=spam")
    page.shows("Best casino bonus", "Like spam", "register")
