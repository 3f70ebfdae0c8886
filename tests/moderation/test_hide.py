"""Reports that add up: their weight, and what hides by itself."""

import pytest
from sqlalchemy import select

from community.extensions import db
from community.moderation.models import Decision, Report
from community.moderation.reports import report, weight_of
from tests.cast import Person
from tests.factories import kept, make_comment, make_newcomer, make_user


@pytest.fixture
def readers(app):
    return [make_user(f"reader{number}x") for number in range(4)]


def reports(readers, comment, **fields):
    for who in readers:
        kept(report(comment, by=who, rule="kind", **fields))


def test_past_the_threshold_a_comment_hides_and_says_so(mei, guest, lin, readers, rude, article):
    reports(readers[:2], rude)
    guest.visits(article).shows("know nothing about tea")
    reports(readers[2:3], rude)
    guest.visits(article).lacks("know nothing about tea")
    mei.visits(f"/comments/{rude.id}").shows("know nothing about tea")
    lin.visits("/moderation/reported").shows("Hidden by itself", "know nothing about tea")


def test_it_is_a_decision_by_a_machine_with_all_its_records(mei, guest, readers, rude):
    reports(readers[:3], rude)
    decision = db.session.scalars(select(Decision)).one()
    assert (decision.outcome, decision.by_id, decision.rule) == ("hold", None, "kind")
    mei.visits(f"/decisions/{decision.id}").shows("程序", "几位读者举报了它")
    guest.visits("/moderation/log").shows("A machine")


def test_newcomers_weigh_half_and_who_was_right_weighs_more(app):
    assert weight_of(make_newcomer("new1")) == 0.5
    assert weight_of(make_user("fresh1")) == 1.0
    right, wrong = make_user("right", upheld_count=8), make_user("wrong", dismissed_count=8)
    assert weight_of(right) > 1.5 and weight_of(wrong) < 0.5


def test_a_crowd_behind_one_address_weighs_as_one(rude, readers, state_of):
    reports(readers, rude, network="a school")
    weights = db.session.scalars(select(Report.weight).order_by(Report.id)).all()
    assert weights == [1.0, 0.0, 0.0, 0.0] and state_of(rude) == "published"


def test_what_a_moderator_has_read_stays(lin, readers, rude, state_of):
    reports(readers[:1], rude)
    lin.submits(f"/moderation/comments/{rude.id}", decision="approve")
    reports(readers[1:], rude)
    assert state_of(rude) == "published"


def test_words_changed_since_a_moderator_read_them_hide_like_any(
    lin, mei, guest, readers, rude, article, state_of
):
    reports(readers[:1], rude)
    lin.submits(f"/moderation/comments/{rude.id}", decision="approve")
    mei.submits(f"/comments/{rude.id}/edit", body="Much worse than before")
    reports(readers[1:], rude)
    assert state_of(rude) == "held"
    guest.visits(article).lacks("Much worse")


def test_put_back_to_what_was_read_they_stay(lin, mei, readers, rude, state_of):
    was = rude.body
    reports(readers[:1], rude)
    lin.submits(f"/moderation/comments/{rude.id}", decision="approve")
    for words in ("Something else", was):
        mei.submits(f"/comments/{rude.id}/edit", body=words)
    reports(readers[1:], rude)
    assert state_of(rude) == "published"


def test_the_worst_stand_first_where_one_asks_for_it(lin, mei, article, readers, rude):
    other = make_comment(article, by=mei.user, body="Another thing entirely")
    reports(readers[:1], rude)
    reports(readers[:2], other)
    page = lin.visits("/moderation/reported?order=worst").text
    assert page.index("Another thing entirely") < page.index("know nothing about tea")
    page = lin.visits("/moderation/reported").text
    assert page.index("Another thing entirely") > page.index("know nothing about tea")


def test_whose_report_hides_it_comes_to_a_page_that_is_there(app, readers, rude):
    reports(readers[:2], rude)
    page = Person(app, readers[2]).submits(f"/comments/{rude.id}/report", rule="kind")
    page.shows("Thank you. The moderators will look at it", "Cats of the tea house")
