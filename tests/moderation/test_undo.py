"""Many decisions at one stroke, one step back, claims, and two moderators at one case."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community.articles.models import Article
from community.database import now
from community.extensions import db
from community.moderation import undoing
from community.moderation.models import Decision, Report
from community.screening.models import Case
from tests.cast import Person
from tests.factories import make_comment, make_user


@pytest.fixture
def kwame(app):
    return Person(app, make_user("kwame", role="moderator"))


@pytest.fixture
def waiting(tom, article):
    """Three comments that wait."""
    return [make_comment(article, by=tom.user, body=f"Hello {number}") for number in range(3)]


def decides_all(person, comments, decision, status=303, **fields):
    names = [f"comment-{comment.id}" for comment in comments]
    address = "/moderation/bulk?from=held"
    return person.submits(address, status, case=names, decision=decision, **fields)


def batch():
    return db.session.scalars(select(Decision.batch).order_by(Decision.id.desc())).first()


def undoes(person, status=303, name=None):
    return person.submits(f"/moderation/batches/{name or batch()}/undo", status)


def test_several_are_approved_and_undone_together(lin, tom, waiting, article, state_of):
    page = decides_all(lin, waiting, "approve").shows("3 cases are decided.")
    assert page.form(f"/moderation/batches/{batch()}/undo")
    assert tom.user.approved_comment_count == 3
    undoes(lin).shows("3 decisions are undone.")
    assert [state_of(one) for one in waiting] == ["held"] * 3
    assert tom.user.approved_comment_count == 0
    assert db.session.get(Article, article.id, populate_existing=True).comment_count == 0
    lin.visits("/moderation/newcomers").shows("Hello 0", "Hello 1", "Hello 2")


def test_undone_the_reports_wait_again(tom, lin, rude, state_of):
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    lin.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    undoes(lin)
    assert state_of(rude) == "published" and tom.user.upheld_count == 0
    assert db.session.scalars(select(Report.state)).all() == ["open"]
    lin.visits("/moderation/reported").shows("know nothing about tea")


def test_the_author_is_told_that_it_was_taken_back(mei, lin, rude):
    lin.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    undoes(lin)
    assert mei.user.unread_count == 1
    mei.visits("/notifications").shows("版主收回了一个与你有关的决定")


def test_twice_is_harmless_and_others_cannot(lin, ada, rude):
    lin.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    name = batch()
    undoes(ada, 403, name)
    undoes(lin, 303, name)
    undoes(lin, 303, name).shows("0 decisions are undone.")
    undoes(lin, 404, "nothing")


def test_after_half_an_hour_it_is_late(lin, rude, monkeypatch):
    lin.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    monkeypatch.setattr(undoing, "now", lambda: now() + timedelta(minutes=31))
    undoes(lin, 409).shows("can be undone for half an hour")


def test_what_cannot_be_decided_stays_and_it_is_said(lin, waiting, article, state_of):
    own = make_comment(article, by=lin.user, body="My own words here")
    page = decides_all(lin, [*waiting, own], "remove", rule="no-spam")
    page.shows("3 cases are decided.", "1 case stays")
    assert state_of(own) == "published"


@pytest.mark.parametrize("fields", [{"decision": "burn"}, {"decision": "remove", "rule": "x"}])
def test_rubbish_changes_nothing(lin, waiting, fields, state_of):
    lin.client.post("/moderation/bulk", data=fields | {"case": "comment-x", "csrf_token": "x"})
    if fields["decision"] == "burn":
        decides_all(lin, waiting, status=422, **fields)
    else:
        decides_all(lin, waiting, **fields).shows("3 cases stay")
    assert [state_of(one) for one in waiting] == ["held"] * 3


def test_readers_decide_nothing_in_bulk(mei, guest, waiting):
    decides_all(mei, waiting, "approve", 403)
    guest.is_sent_to_sign_in("/moderation/bulk", decision="approve")


def test_of_two_moderators_the_second_learns_who_was_first(lin, kwame, rude, state_of):
    address = f"/moderation/comments/{rude.id}"
    seen = {"seen": "0", "version": "1"}
    lin.submits(address, decision="remove", rule="kind", **seen)
    page = kwame.submits(address, 409, decision="approve", note="Let it be", **seen)
    page.shows("@lin", "Removed", "Let it be")
    assert state_of(rude) == "removed"
    kwame.fetches(address, 409, decision="approve", **seen).shows("@lin")
    kwame.submits(address, decision="approve")
    assert state_of(rude) == "published"


def test_without_a_word_of_what_was_seen_a_fresh_decision_counts(lin, kwame, rude):
    address = f"/moderation/comments/{rude.id}"
    lin.submits(address, decision="remove", rule="kind")
    kwame.submits(address, 409, decision="remove", rule="kind", seen=None).shows("@lin")


def test_a_claim_keeps_others_away_for_a_while(lin, kwame, waiting):
    name = f"comment-{waiting[0].id}"
    lin.fetches("/moderation/claims", case=name, claimed="1")
    kwame.visits("/moderation/held").shows("@lin is at it")
    kwame.fetches("/moderation/claims", 409, case=name, claimed="1")
    page = kwame.submits(f"/moderation/comments/{waiting[0].id}", 409, decision="approve")
    page.shows("Another moderator is at work on this.")
    lin.submits("/moderation/claims", case=name, claimed="0")
    kwame.submits(f"/moderation/comments/{waiting[0].id}", decision="approve")


def test_a_claim_ends_by_itself(lin, kwame, waiting):
    lin.fetches("/moderation/claims", case=f"comment-{waiting[0].id}", claimed="1")
    case = db.session.scalars(select(Case).where(Case.comment_id == waiting[0].id)).one()
    case.claimed_at = now() - timedelta(minutes=6)
    db.session.commit()
    kwame.submits(f"/moderation/comments/{waiting[0].id}", decision="approve")


@pytest.mark.parametrize("name", ["", "comment-", "comment-9999999999", "burn-1", "comment-999"])
def test_a_claim_on_nothing_is_not_found(lin, name):
    lin.fetches("/moderation/claims", 404, case=name, claimed="1")


def test_a_moderator_decides_beside_the_comment(lin, rude, article):
    address = f"/moderation/comments/{rude.id}?from=page"
    lin.fetches(address).shows("Be kind").lacks("know nothing about tea")
    changed = lin.fetches(address, decision="remove", rule="kind")
    assert changed.comment(rude)["data-state"] == "removed"
    lin.fetches(f"/moderation/comments/{rude.id}?from=page", 422, decision="")
