"""What an appeal that was right undoes, and what it leaves: newer decisions, notices of law."""

import pytest
from sqlalchemy import select

from community.comments.models import Comment
from community.extensions import db
from community.moderation.models import Appeal, Decision, Report
from community.moderation.reports import report
from community.screening.models import Case
from tests.cast import Person
from tests.factories import kept, make_user
from tests.moderation.sanctioning import sanctions


@pytest.fixture
def kwame(app):
    """A second moderator."""
    return Person(app, make_user("kwame", role="moderator"))


@pytest.fixture
def readers(app):
    return [Person(app, make_user(f"reader{number}")) for number in range(3)]


@pytest.fixture
def hidden(rude, readers):
    """A comment that three reports hid, and the machine's decision."""
    for one in readers:
        kept(report(rude, by=one.user, rule="kind"))
    return db.session.scalars(select(Decision)).one()


def objects(person, decision):
    person.signs_in()
    person.submits(f"/decisions/{decision.id}/appeal", text="这是玩笑。")


def overturns(person, status=303):
    made = db.session.scalars(select(Appeal).order_by(Appeal.id.desc())).first()
    return person.submits(f"/moderation/appeals/{made.id}", status, decision="overturn")


def decides(person, comment, decision):
    fields = {"decision": decision, "rule": "kind"}
    person.submits(f"/moderation/comments/{comment.id}", **fields)
    return db.session.scalars(select(Decision).order_by(Decision.id.desc())).first()


def reports():
    fresh = select(Report).order_by(Report.id).execution_options(populate_existing=True)
    return db.session.scalars(fresh).all()


def test_what_was_hidden_by_itself_is_let_be_and_those_who_reported_hear(
    mei, kwame, readers, rude, hidden, state_of
):
    objects(mei, hidden)
    overturns(kwame)
    assert state_of(rude) == "published" and not db.session.scalars(select(Case)).all()
    assert [one.state for one in reports()] == ["dismissed"] * 3
    for one in readers:
        assert (one.user.upheld_count, one.user.dismissed_count) == (0, 1)
        one.visits("/notifications").shows("was looked at, and stays")
        one.visits(f"/decisions/{reports()[0].decision_id}").shows("Objection: overturned")
    assert db.session.get(Comment, rude.id, populate_existing=True).report_count == 0


def test_once_let_be_it_does_not_hide_again(mei, kwame, rude, hidden, state_of, app):
    objects(mei, hidden)
    overturns(kwame)
    for number in range(4):
        kept(report(rude, by=make_user(f"other{number}"), rule="kind"))
    assert state_of(rude) == "published"


def test_a_notice_of_law_waits_on_for_somebody_who_reads_it(mei, kwame, guest, rude, hidden):
    db.session.get(Comment, rude.id, populate_existing=True).state = "published"
    fields = {"explanation": "It tells where a family lives.", "good_faith": "y"}
    guest.submits("/legal/report", address=rude.url, **fields)
    db.session.get(Comment, rude.id, populate_existing=True).state = "held"
    objects(mei, hidden)
    overturns(kwame)
    case = db.session.scalars(select(Case)).one()
    assert (case.place, case.report_count, case.is_legal) == ("reported", 1, True)


def test_a_newer_removal_by_somebody_else_stands(mei, lin, kwame, rude, hidden, state_of):
    objects(mei, hidden)
    removed = decides(lin, rude, "remove")
    kwame.visits("/moderation/appeals?all=1").shows(f"Decision {removed.id}", "since")
    overturns(kwame).shows(f"a later decision left them: decision {removed.id}")
    assert state_of(rude) == "removed"
    assert {(one.state, one.decision_id) for one in reports()} == {("upheld", removed.id)}


def test_the_author_reads_that_the_newer_one_stands_and_can_object_to_it(
    mei, lin, kwame, rude, hidden, letters
):
    objects(mei, hidden)
    removed = decides(lin, rude, "remove")
    overturns(kwame)
    page = mei.visits(f"/decisions/{hidden.id}").shows("异议是对的")
    assert page.all("a", href=f"/decisions/{removed.id}")
    said = letters(to=mei.user.email)[-1].get_body(("plain",)).get_content()
    assert str(removed.id) in said
    objects(mei, removed)


def test_held_anew_it_stays_held_and_its_reports_wait_again(mei, tom, lin, kwame, rude, state_of):
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    removed = decides(lin, rude, "remove")
    objects(mei, removed)
    decides(lin, rude, "hold")
    overturns(kwame)
    assert state_of(rude) == "held" and tom.user.upheld_count == 0
    assert [one.state for one in reports()] == ["open"]
    case = db.session.scalars(select(Case)).one()
    assert (case.place, case.report_count) == ("held", 1)


def test_what_a_ban_took_along_since_stays_with_the_ban(mei, lin, kwame, rude, hidden, state_of):
    objects(mei, hidden)
    sanctions(lin, "ban", comments="1")
    overturns(kwame)
    assert state_of(rude) == "removed" and mei.user.is_banned


def test_a_profile_that_was_emptied_once_more_stays_empty(wen, lin, kwame):
    decisions = []
    for bio in ("I sell tea.", "I sell cups."):
        wen.submits("/settings/profile", bio=bio)
        fields = {"decision": "remove", "rule": "no-spam"}
        lin.submits(f"/moderation/profiles/{wen.id}", **fields)
        decisions.append(db.session.scalars(select(Decision).order_by(Decision.id.desc())).first())
    objects(wen, decisions[0])
    overturns(kwame)
    assert wen.user.bio == ""
