"""Who is at which case: one case each, given back when one goes on, and said by name to the others."""

import pytest
from sqlalchemy import select

from community.extensions import db
from community.screening.models import Case
from tests.cast import Person
from tests.factories import make_comment, make_user

CLAIMS = "/moderation/claims"


@pytest.fixture
def kwame(app):
    return Person(app, make_user("kwame", role="moderator"))


@pytest.fixture
def waiting(tom, article):
    """Four comments that wait."""
    return [make_comment(article, by=tom.user, body=f"Hello {number}") for number in range(4)]


def claims(person, comment, claimed="1", status=200):
    return person.fetches(CLAIMS, status, case=f"comment-{comment.id}", claimed=claimed)


def claimed_ids():
    found = select(Case.comment_id).where(Case.claimed_by_id.is_not(None))
    return list(db.session.scalars(found.order_by(Case.comment_id)))


def test_who_goes_on_to_the_next_case_gives_the_one_before_back(lin, kwame, waiting):
    for comment in waiting:
        claims(lin, comment)
    assert claimed_ids() == [waiting[-1].id]
    kwame.submits(f"/moderation/comments/{waiting[0].id}", decision="approve")


def test_the_claims_of_others_stay(lin, kwame, waiting):
    claims(kwame, waiting[0])
    claims(lin, waiting[1])
    claims(lin, waiting[2])
    assert claimed_ids() == [waiting[0].id, waiting[2].id]


def test_given_back_a_case_is_free_and_twice_is_harmless(lin, waiting):
    claims(lin, waiting[0])
    for _ in range(2):
        claims(lin, waiting[0], claimed="0")
    assert not claimed_ids()


def test_giving_one_case_back_leaves_the_one_that_one_is_at(lin, waiting):
    claims(lin, waiting[1])
    claims(lin, waiting[0], claimed="0")
    assert claimed_ids() == [waiting[1].id]


def test_another_moderator_reads_who_was_first(lin, kwame, waiting):
    claims(lin, waiting[0])
    claims(kwame, waiting[0], status=409).shows("@lin is at work on this.")
    claims(kwame, waiting[0], claimed="0", status=409)
    assert claimed_ids() == [waiting[0].id]


def test_readers_and_guests_claim_nothing(mei, guest, waiting):
    claims(mei, waiting[0], status=403)
    guest.is_sent_to_sign_in(CLAIMS, case=f"comment-{waiting[0].id}", claimed="1")
    assert not claimed_ids()
