"""A ban with all comments answers what readers asked about them; a wrong one brings it all back."""

import pytest
from sqlalchemy import select

from community.comments.models import Comment
from community.extensions import db
from community.moderation.desk_models import LegalNotice
from community.moderation.models import Decision, Report
from community.screening.models import Case
from tests.cast import Person
from tests.factories import make_comment, make_user
from tests.moderation.sanctioning import sanctions, the_decision


@pytest.fixture
def kwame(app):
    """A second moderator."""
    return Person(app, make_user("kwame", role="moderator"))


@pytest.fixture
def asked(tom, wen, guest, rude, article, mei):
    """Two comments of Mei that Tom reported, one by Wen too, and a notice of law on the first."""
    other = make_comment(article, by=mei.user, body="And you know nothing of cups.")
    for comment in (rude, other):
        tom.submits(f"/comments/{comment.id}/report", rule="kind")
    wen.submits(f"/comments/{rude.id}/report", rule="kind")
    fields = {"explanation": "It tells where a family lives.", "good_faith": "y"}
    guest.submits("/legal/report", address=rude.url, email="noor@example.org", **fields)
    return rude, other


def rows(model):
    fresh = select(model).order_by(model.id).execution_options(populate_existing=True)
    return db.session.scalars(fresh).all()


def bans(lin):
    sanctions(lin, "ban", comments="1")
    return the_decision()


def is_overturned(ban, mei, kwame):
    mei.signs_in()
    mei.submits(f"/decisions/{ban.id}/appeal", text="这不公平。")
    kwame.submits("/moderation/appeals/1", decision="overturn")


def test_reports_and_notices_are_upheld_by_it(lin, tom, wen, asked):
    ban = bans(lin)
    assert {(one.state, one.decision_id) for one in rows(Report)} == {("upheld", ban.id)}
    assert {(one.state, one.decision_id) for one in rows(LegalNotice)} == {("upheld", ban.id)}
    assert (tom.user.upheld_count, wen.user.upheld_count) == (2, 1)
    assert [one.report_count for one in rows(Comment)] == [0, 0] and not rows(Case)


def test_each_reporter_is_told_once_and_not_of_the_ban(lin, tom, asked, letters):
    ban = bans(lin)
    assert tom.user.unread_count == 1
    tom.visits("/notifications").shows("What you reported was removed. Thank you.")
    tom.visits(f"/decisions/{ban.id}").shows("Removed", "Be kind").lacks("Banned")
    assert letters(to="tom@example.org")[-1]["Subject"] == "What you reported was removed"
    assert letters(to="noor@example.org")[-1]["Subject"].endswith("it was removed")


def test_overturned_they_wait_again_before_the_moderators(
    mei, lin, kwame, tom, wen, asked, state_of
):
    is_overturned(bans(lin), mei, kwame)
    assert [state_of(one) for one in asked] == ["published"] * 2
    assert {one.state for one in [*rows(Report), *rows(LegalNotice)]} == {"open"}
    assert (tom.user.upheld_count, wen.user.upheld_count) == (0, 0)
    assert [one.report_count for one in rows(Comment)] == [2, 1]
    cases = [(one.place, one.report_count, one.is_legal) for one in rows(Case)]
    assert sorted(cases) == [("reported", 1, False), ("reported", 3, True)]


def test_reporters_hear_that_it_is_looked_at_once_more(mei, lin, kwame, tom, asked):
    is_overturned(bans(lin), mei, kwame)
    page = tom.visits("/notifications").shows("is looked at once more")
    page.lacks("What you reported was removed.")


def test_lifted_the_comments_stay_removed_and_the_answers_stand(lin, asked, state_of):
    bans(lin)
    sanctions(lin, "lift")
    assert [state_of(one) for one in asked] == ["removed"] * 2
    assert {one.state for one in rows(Report)} == {"upheld"}


def test_one_of_them_approved_is_answered_anew_and_stays_when_the_ban_goes(
    mei, lin, kwame, tom, asked, state_of
):
    ban = bans(lin)
    lin.submits(f"/moderation/comments/{asked[1].id}", decision="approve")
    assert state_of(asked[1]) == "published"
    assert (tom.user.upheld_count, tom.user.dismissed_count) == (1, 1)
    is_overturned(ban, mei, kwame)
    assert [one.state for one in rows(Report)] == ["open", "dismissed", "open"]
    assert (tom.user.upheld_count, tom.user.dismissed_count) == (0, 1)


def test_one_that_was_removed_anew_stays_removed_when_the_ban_goes(
    mei, lin, kwame, asked, state_of
):
    ban = bans(lin)
    for decision in ("approve", "remove"):
        fields = {"decision": decision, "rule": "kind"}
        lin.submits(f"/moderation/comments/{asked[1].id}", **fields)
    is_overturned(ban, mei, kwame)
    assert [state_of(one) for one in asked] == ["published", "removed"]


def test_held_words_that_went_along_wait_in_their_queue(mei, lin, kwame, article):
    make_comment(article, by=mei.user, body="May I?", state="held")
    is_overturned(bans(lin), mei, kwame)
    assert [(one.place, one.held_by) for one in rows(Case)] == [("held", "newcomers")]
    assert db.session.scalars(select(Decision.outcome)).all() == ["ban", "overturn"]


def test_an_undone_hold_leaves_what_a_ban_took_along_since(lin, asked, state_of):
    lin.submits(f"/moderation/comments/{asked[0].id}", decision="hold")
    held = the_decision()
    bans(lin)
    lin.submits(f"/moderation/batches/{held.batch}/undo").shows("0 decisions are undone.")
    assert state_of(asked[0]) == "removed"
