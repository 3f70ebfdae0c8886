"""The first comments of a reader are looked at before everyone sees them."""

import pytest

from community.comments import states
from community.screening.pipeline import screen
from community.screening.policy import DEFAULT
from community.screening.verdicts import Draft, Record
from tests.factories import kept, make_article, make_comment, make_newcomer

HELLO = Draft("Hello from Ohio", "en")


def test_a_newcomers_words_are_held_and_it_is_said_why(app):
    verdict = screen(HELLO, Record(is_newcomer=True), DEFAULT)
    assert (verdict.outcome, verdict.check) == ("hold", "newcomers")
    assert "new account" in str(verdict.reason)


def test_those_who_are_known_publish_at_once():
    assert screen(HELLO, Record(is_newcomer=False), DEFAULT).outcome == "publish"


def test_the_first_two_are_held_and_the_third_appears(tom, wen):
    article = make_article(by=wen.user)
    found = []
    for number in range(3):
        comment = make_comment(article, by=tom.user, body=f"Hello {number}")
        found.append((comment.state, comment.held_by))
        states.approve(comment)
        kept(comment)
    assert found == [("held", "newcomers")] * 2 + [("published", "")]


def test_what_waits_does_not_count_as_approved(tom, wen):
    article = make_article(by=wen.user)
    states = [make_comment(article, by=tom.user).state for _ in range(3)]
    assert states == ["held"] * 3


@pytest.mark.parametrize("role", ["author", "moderator", "admin"])
def test_who_has_a_role_is_no_newcomer(wen, role):
    person = make_newcomer(f"new-{role}", role=role)
    comment = make_comment(make_article(by=wen.user), by=person)
    assert comment.state == "published"


def test_newcomers_are_told_beside_the_box(tom, lin, wen):
    article = make_article(by=wen.user)
    tom.visits(article).shows("first two comments")
    lin.visits(article).lacks("first two comments")
