"""Deciding about words."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from community.moderation.models import Decision, Report
from tests.at_once import at_once
from tests.factories import make_comment


def decisions():
    return db.session.scalars(select(Decision).order_by(Decision.id)).all()


def decide(person, comment, status=303, **fields):
    return person.submits(f"/moderation/comments/{comment.id}", status, **fields)


def test_a_removal_hides_the_words_and_keeps_the_place(lin, guest, rude, article, state_of):
    decide(lin, rude, decision="remove", rule="kind", note="Please be gentle.")
    assert state_of(rude) == "removed"
    page = guest.visits(article)
    page.lacks("know nothing about tea").shows("Be kind")
    assert page.one(id=f"comment-{rude.id}")["data-state"] == "removed"


def test_the_decision_stands_in_the_log_with_the_words(lin, rude):
    decide(lin, rude, decision="remove", rule="kind", note="Please be gentle.")
    (made,) = decisions()
    assert (made.outcome, made.rule, made.note) == ("remove", "kind", "Please be gentle.")
    assert made.by_id == lin.id and made.words == rude.body


def test_a_removal_names_a_rule(lin, rude, state_of):
    page = decide(lin, rude, 422, decision="remove", rule="", note="Because.")
    page.shows("Name the house rule that it breaks.").shows("Because.")
    assert state_of(rude) == "published" and not decisions()


def test_twice_is_harmless(lin, rude, article):
    for _ in range(2):
        decide(lin, rude, decision="remove", rule="kind")
    assert len(decisions()) == 1
    assert db.session.get(Article, article.id, populate_existing=True).comment_count == 0


def test_removed_again_under_another_rule_it_is_said_to_stand_as_it_was(lin, mei, rude):
    decide(lin, rude, decision="remove", rule="kind")
    told = mei.user.unread_count
    page = decide(lin, rude, decision="remove", rule="privacy")
    page.shows("removed already", "stands as it was").lacks("The author and the reporters are told")
    again = {"decision": "remove", "rule": "privacy"}
    page = lin.fetches(f"/moderation/comments/{rude.id}", **again).shows("stands as it was")
    assert not page.all(class_="undo")
    assert [one.rule for one in decisions()] == ["kind"] and mei.user.unread_count == told


def test_what_stands_already_is_not_said_to_be_decided(lin, rude):
    page = decide(lin, rude, decision="approve")
    page.shows("Nothing had to be decided").lacks("Those it concerns are told")
    assert not decisions()


def test_what_was_removed_can_be_restored(lin, guest, rude, article, state_of):
    decide(lin, rude, decision="remove", rule="kind")
    decide(lin, rude, decision="approve")
    assert state_of(rude) == "published" and [d.outcome for d in decisions()] == [
        "remove",
        "approve",
    ]
    guest.visits(article).shows("know nothing about tea")
    assert db.session.get(Article, article.id, populate_existing=True).comment_count == 1


def test_a_newcomers_comment_appears_once_approved(lin, tom, guest, article, state_of):
    waiting = make_comment(article, by=tom.user, body="Hello from Ohio")
    assert state_of(waiting) == "held"
    guest.visits(article).lacks("Hello from Ohio")
    decide(lin, waiting, decision="approve")
    guest.visits(article).shows("Hello from Ohio")
    assert tom.user.approved_comment_count == 1


def test_held_words_are_seen_by_their_writer_only(lin, mei, guest, rude, article):
    decide(lin, rude, decision="hold", rule="kind")
    mei.visits(article).shows("know nothing about tea")
    guest.visits(article).lacks("know nothing about tea")


def test_a_decision_answers_the_reports(tom, lin, rude):
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    decide(lin, rude, decision="remove", rule="kind")
    report = db.session.scalars(select(Report)).one()
    assert report.state == "upheld" and report.decision_id == decisions()[0].id


def test_an_article_and_a_profile_are_decided_too(tom, lin, guest, article, mei):
    tom.submits(f"/articles/{article.slug}/report", rule="on-topic")
    lin.submits(f"/moderation/articles/{article.id}", decision="remove", rule="on-topic")
    guest.visits(article, 404)
    tom.submits(f"/@{mei.name}/report", rule="honest")
    lin.submits(f"/moderation/profiles/{mei.id}", decision="remove", rule="honest")
    assert db.session.get(User, mei.id, populate_existing=True).bio == ""


def test_nobody_decides_about_their_own_words(lin, article, state_of):
    own = make_comment(article, by=lin.user, body="My own words")
    decide(lin, own, 403, decision="remove", rule="kind")
    assert state_of(own) == "published"


def test_nobody_decides_about_their_own_report(lin, rude, state_of):
    lin.submits(f"/comments/{rude.id}/report", rule="kind")
    decide(lin, rude, 403, decision="remove", rule="kind").shows("You reported this yourself")
    assert state_of(rude) == "published"


def test_what_its_author_deleted_is_left_alone(lin, mei, rude):
    mei.submits(f"/comments/{rude.id}/delete")
    decide(lin, rude, 409, decision="remove", rule="kind").shows("deleted it meanwhile")


@pytest.mark.parametrize("name", ["tom", "mei", "wen"])
def test_only_moderators_decide(request, name, rude):
    person = request.getfixturevalue(name)
    person.visits("/moderation/reported", 403)
    person.submits(f"/moderation/comments/{rude.id}", 403, decision="remove")


def test_guests_are_sent_to_sign_in(guest, rude):
    guest.is_sent_to_sign_in("/moderation")
    guest.is_sent_to_sign_in(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")


@pytest.mark.parametrize("fields", [{}, {"decision": "burn"}, {"decision": "remove", "rule": "x"}])
def test_rubbish_is_refused(lin, rude, fields, state_of):
    decide(lin, rude, 422, **fields)
    assert state_of(rude) == "published" and not decisions()


def test_what_is_not_there_is_not_found(lin):
    lin.visits("/moderation/comments/999", 404)
    lin.visits("/moderation/appeals/999", 404)


@pytest.mark.parametrize(
    "statement", ["UPDATE decisions SET outcome = 'approve'", "DELETE FROM decisions"]
)
def test_the_database_refuses_to_change_the_log(lin, rude, statement):
    decide(lin, rude, decision="remove", rule="kind")
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.execute(text(statement))
    db.session.rollback()


def test_the_log_outlives_the_comment(lin, rude):
    decide(lin, rude, decision="remove", rule="kind")
    db.session.delete(db.session.get(Comment, rude.id))
    db.session.commit()
    assert decisions()[0].words == "You people know nothing about tea."


def test_two_moderators_at_once_decide_once(lin, rude):
    statuses = at_once(lin, 4, f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    assert statuses == [303] * 4
    assert db.session.scalar(select(func.count(Decision.id))) == 1


def test_words_that_nobody_has_read_yet_are_not_approved(lin, tom, article, state_of):
    comment = make_comment(article, by=tom.user, body="Hello")
    fields = {"version": comment.version, "decision": "approve"}
    tom.submits(f"/comments/{comment.id}/edit", body="Buy this")
    decide(lin, comment, 409, **fields).shows("changed since you opened it")
    assert state_of(comment) == "held"
    decide(lin, comment, decision="approve")
    assert state_of(comment) == "published"
