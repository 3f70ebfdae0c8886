"""What readers asked is on the desk again when a decision is taken back, and as old as before."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from community.comments.models import Comment
from community.database import now
from community.extensions import db
from community.moderation.models import Decision, Report
from community.screening.models import Case
from tests.cast import Person
from tests.factories import make_comment, make_user

WHY = "It tells where a family lives, and calls on people to go there."


@pytest.fixture
def reported(tom, wen, rude):
    for person in (tom, wen):
        person.submits(f"/comments/{rude.id}/report", rule="kind")
    return rude


def notice(person, thing, **fields):
    fields = {"address": thing.url, "explanation": WHY, "good_faith": "y"} | fields
    person.submits("/legal/report", **fields)


def decides(person, comment, decision, **fields):
    person.submits(f"/moderation/comments/{comment.id}", decision=decision, rule="kind", **fields)


def undoes(person):
    newest = select(Decision.batch).where(Decision.batch != "").order_by(Decision.id.desc())
    person.submits(f"/moderation/batches/{db.session.scalars(newest).first()}/undo")


def case_on(comment):
    found = select(Case).where(Case.comment_id == comment.id)
    return db.session.scalars(found.execution_options(populate_existing=True)).one_or_none()


def test_held_and_undone_a_reported_comment_is_on_the_desk_again(lin, reported, state_of):
    decides(lin, reported, "hold")
    undoes(lin)
    assert state_of(reported) == "published"
    case = case_on(reported)
    assert (case.place, case.held_by, case.report_count, case.is_legal) == (
        "reported",
        "",
        2,
        False,
    )
    lin.visits("/moderation/reported").shows("know nothing about tea", "2 reports")


def test_held_and_undone_a_notice_of_law_is_on_the_desk_again(guest, lin, rude):
    notice(guest, rude)
    score = case_on(rude).score
    decides(lin, rude, "hold")
    undoes(lin)
    case = case_on(rude)
    assert (case.place, case.report_count, case.is_legal, case.score) == (
        "reported",
        1,
        True,
        score,
    )


@pytest.mark.parametrize("decision", ["approve", "remove", "hold"])
def test_undone_it_waits_as_long_as_before(lin, reported, decision):
    opened_at = now() - timedelta(hours=7)
    db.session.execute(update(Case).values(opened_at=opened_at))
    decides(lin, reported, decision)
    undoes(lin)
    case = case_on(reported)
    assert case.opened_at == opened_at and case.claimed_by_id is None


def test_approved_and_undone_a_newcomers_comment_waits_as_long_as_before(lin, tom, article):
    comment = make_comment(article, by=tom.user, body="Hello")
    opened_at = now() - timedelta(hours=7)
    db.session.execute(update(Case).values(opened_at=opened_at, claimed_by_id=lin.id))
    decides(lin, comment, "approve")
    undoes(lin)
    case = case_on(comment)
    assert (case.place, case.held_by, case.opened_at) == ("held", "newcomers", opened_at)
    assert case.claimed_by_id is None


def test_what_readers_hid_comes_back_to_its_queue(lin, rude, state_of):
    hide(lin.app, rude)
    decides(lin, rude, "approve")
    undoes(lin)
    case = case_on(rude)
    assert state_of(rude) == "held"
    assert (case.place, case.held_by, case.report_count) == ("reported", "reports", 3)


def test_what_its_writer_deleted_meanwhile_stays_gone(lin, mei, reported, state_of):
    decides(lin, reported, "approve")
    mei.submits(f"/comments/{reported.id}/delete")
    undoes(lin)
    assert state_of(reported) == "deleted" and case_on(reported) is None


def test_lost_cases_are_put_back_with_their_notices(guest, tom, lin, rude, runs):
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    notice(guest, rude)
    before = as_kept(rude)
    assert before[:3] == ("reported", 2, True)
    db.session.execute(delete(Case))
    db.session.commit()
    assert "1 cases were missing." in runs("moderation", "cases").output
    assert as_kept(rude) == before


def test_a_report_on_what_is_removed_is_put_before_the_moderators(tom, lin, rude, runs, state_of):
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    db.session.execute(delete(Case))
    db.session.execute(update(Comment).values(state="removed", removed_rule="kind"))
    db.session.commit()
    assert "1 cases were missing." in runs("moderation", "cases").output
    decides(lin, rude, "remove")
    assert db.session.scalars(select(Report.state)).one() == "upheld"
    assert state_of(rude) == "removed" and case_on(rude) is None


def test_what_readers_hid_is_put_back_where_it_was(lin, rude, runs):
    hide(lin.app, rude)
    before = as_kept(rude)
    db.session.execute(delete(Case))
    db.session.commit()
    runs("moderation", "cases")
    assert as_kept(rude) == before


def test_what_rests_is_put_back_to_rest(tom, wen, lin, article, runs):
    tom.submits(f"{article.url}/report", rule="kind")
    sends(wen, article, "unpublish")
    db.session.execute(delete(Case))
    db.session.commit()
    runs("moderation", "cases")
    assert db.session.scalars(select(Case.place)).one() == ""
    sends(wen, article, "publish")
    lin.visits("/moderation/reported").shows("Cats of the tea house")


def hide(app, comment):
    """Let so many readers report a comment that it hides by itself."""
    for number in range(3):
        reader = Person(app, make_user(f"reader{number}"))
        reader.submits(f"/comments/{comment.id}/report", rule="kind")


def as_kept(comment):
    case = case_on(comment)
    return case.place, case.report_count, case.is_legal, case.score, case.held_by


def sends(person, article, action):
    person.submits(f"{article.url}/edit", action=action)
