"""Objecting to a decision: once, in time, and read by somebody who did not make it."""

import pytest
from sqlalchemy import select, update

from community.articles.models import Article
from community.extensions import db
from community.moderation.models import Appeal, Decision, Report
from community.web.limits import LIMITS
from tests.cast import Person
from tests.factories import ago, make_comment, make_user


@pytest.fixture
def kwame(app):
    """A second moderator."""
    return Person(app, make_user("kwame", role="moderator"))


@pytest.fixture
def removed(tom, lin, rude):
    """Lin's removal of Mei's comment, which Tom had reported."""
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    lin.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    return db.session.scalars(select(Decision)).one()


def objects(person, decision, status=303, text="这是玩笑，他是我的朋友。"):
    return person.submits(f"/decisions/{decision.id}/appeal", status, text=text)


def the_appeal():
    return db.session.scalars(select(Appeal).execution_options(populate_existing=True)).one()


def answers(person, status=303, **fields):
    return person.submits(f"/moderation/appeals/{the_appeal().id}", status, **fields)


def test_the_author_objects_and_another_moderator_reads_it(mei, lin, kwame, removed):
    objects(mei, removed).shows("谢谢。会由没有参与这个决定的人来读")
    assert (the_appeal().text, the_appeal().language) == ("这是玩笑，他是我的朋友。", "zh-Hans")
    kwame.visits("/moderation/appeals?all=1").shows(
        "这是玩笑", "You people know nothing about tea."
    )
    page = lin.visits("/moderation/appeals?all=1").shows("You made this decision yourself")
    assert not page.form(f"/moderation/appeals/{the_appeal().id}")


def test_overturned_everything_is_undone(mei, tom, kwame, guest, rude, article, removed, state_of):
    objects(mei, removed)
    answers(kwame, decision="overturn", note="It was a joke among friends.")
    assert state_of(rude) == "published"
    guest.visits(article).shows("know nothing about tea")
    assert db.session.get(Article, article.id, populate_existing=True).comment_count == 1
    report = db.session.scalars(select(Report)).one()
    assert report.state == "dismissed" and report.decision_id != removed.id
    assert (tom.user.upheld_count, tom.user.dismissed_count) == (0, 1)


def test_all_sides_are_told_in_their_language(mei, tom, kwame, guest, removed, letters):
    objects(mei, removed)
    answers(kwame, decision="overturn", note="A joke.")
    mei.visits("/notifications").shows("你的异议是对的")
    tom.visits("/notifications").shows("read once more by somebody else")
    mei.visits(f"/decisions/{removed.id}").shows("异议是对的：决定已撤销", "异议：撤销决定")
    assert "你的异议是对的" in letters(to=mei.user.email)[-1]["Subject"]
    guest.visits("/moderation/log").shows("Objection: overturned", "@kwame").lacks("tom")


def test_upheld_the_decision_stands(mei, kwame, rude, removed, state_of):
    objects(mei, removed)
    answers(kwame, decision="uphold", note="It was unkind.")
    assert state_of(rude) == "removed" and the_appeal().state == "upheld"
    mei.visits(f"/decisions/{removed.id}").shows("决定维持不变")


def test_nobody_decides_about_their_own_decision_or_objection(mei, lin, kwame, article):
    own = make_comment(article, by=kwame.user, body="Mine")
    lin.submits(f"/moderation/comments/{own.id}", decision="remove", rule="kind")
    objects(kwame, db.session.scalars(select(Decision)).one(), text="No")
    answers(kwame, 403, decision="overturn")
    ada = Person(kwame.app, make_user("bo", role="moderator"))
    answers(lin, 403, decision="uphold").shows("You made this decision yourself")
    answers(ada, decision="overturn")
    assert the_appeal().state == "overturned"


def test_where_there_is_no_other_moderator_the_same_one_reads_it(mei, lin, removed):
    objects(mei, removed)
    answers(lin, decision="overturn")
    assert the_appeal().state == "overturned"


def test_once_is_enough_and_the_same_words_twice_are_one(mei, removed):
    for _ in range(2):
        objects(mei, removed)
    page = objects(mei, removed, 409, text="And another thing")
    page.shows("你已经对此提出过异议")
    assert the_appeal().text == "这是玩笑，他是我的朋友。"


def test_another_ones_decision_is_not_theirs_to_object_to(tom, wen, guest, removed):
    objects(tom, removed, 403, text="Me too").shows("Only the person whom a decision is about")
    objects(wen, removed, 404, text="Me too")
    guest.is_sent_to_sign_in(f"/decisions/{removed.id}/appeal", text="Me too")
    assert not db.session.scalars(select(Appeal)).all()


def test_after_twenty_days_it_is_late(mei, removed, monkeypatch):
    monkeypatch.setattr("community.moderation.appeals.now", lambda: ago(days=-21))
    objects(mei, removed, 403).shows("可以在20天内提出异议", "这是玩笑")


@pytest.mark.parametrize("text", ["", "  ", "很" * 2001])
def test_what_does_not_hold_is_said_and_kept(mei, removed, text):
    page = objects(mei, removed, 422, text=text)
    assert page.field("text").strip() == text.strip()


def test_an_approval_is_nothing_to_object_to(tom, lin, article):
    waiting = make_comment(article, by=tom.user, body="Hello")
    lin.submits(f"/moderation/comments/{waiting.id}", decision="approve")
    decision = db.session.scalars(select(Decision)).one()
    objects(tom, decision, 403, text="But why?").shows("nothing here to object to")


def test_the_second_moderator_learns_who_was_first(mei, ada, kwame, removed):
    objects(mei, removed)
    answers(kwame, decision="uphold")
    answers(ada, 409, decision="overturn").shows("@kwame")
    answers(kwame, decision="uphold")
    page = ada.fetches(f"/moderation/appeals/{the_appeal().id}", 409, decision="overturn")
    page.shows("@kwame")


def test_rubbish_is_refused(mei, kwame, removed):
    objects(mei, removed)
    answers(kwame, 422, decision="burn")
    kwame.visits("/moderation/appeals/999", 404)
    kwame.visits(f"/moderation/appeals/{the_appeal().id}").shows("这是玩笑")
    assert the_appeal().state == "open"


def test_objections_are_counted(mei, removed, under_limits):
    objects(under_limits(mei), removed, 422, text="")
    assert LIMITS["appeal"]


def test_a_wrong_removal_of_words_that_were_held_lets_all_read_them(
    tom, lin, kwame, article, state_of
):
    waiting = make_comment(article, by=tom.user, body="Hello")
    lin.submits(f"/moderation/comments/{waiting.id}", decision="remove", rule="kind")
    objects(tom, db.session.scalars(select(Decision)).one(), text="It is a greeting.")
    answers(kwame, decision="overturn")
    assert state_of(waiting) == "published" and tom.user.approved_comment_count == 1


def test_words_that_are_gone_stay_gone(mei, kwame, rude, removed, state_of):
    db.session.execute(update(type(rude)).where(type(rude).id == rude.id).values(state="deleted"))
    objects(mei, removed)
    answers(kwame, decision="overturn")
    assert state_of(rude) == "deleted"


def test_what_was_taken_back_is_nothing_to_object_to(mei, lin, removed):
    lin.submits(f"/moderation/batches/{removed.batch}/undo")
    assert not mei.visits(f"/decisions/{removed.id}").form(f"/decisions/{removed.id}/appeal")
    objects(mei, removed, 403)
    assert not db.session.scalars(select(Appeal)).all()
