"""What the desk says of an author: only what stands counts, and comments are counted as screening does."""

import pytest
from sqlalchemy import select

from community.comments import record
from community.extensions import db
from community.moderation.models import Decision
from community.moderation.pasts import pasts_of
from tests.factories import make_comment
from tests.moderation.sanctioning import sanctions, the_decision


@pytest.fixture
def remarks(article, mei):
    """Four more comments of Mei that stand."""
    return [make_comment(article, by=mei.user, body=f"Cup {number} it was") for number in range(4)]


def decides(person, thing, decision, kind="comments"):
    fields = {"decision": decision, "rule": "kind"}
    person.submits(f"/moderation/{kind}/{thing.id}", **fields)
    return the_decision()


def overturned(decision, author, moderator):
    author.signs_in()
    author.submits(f"/decisions/{decision.id}/appeal", text="No.")
    moderator.submits("/moderation/appeals/1", decision="overturn")


def past_of(person):
    return pasts_of({person.id})[person.id]


def test_the_share_is_of_the_comments_that_stand_or_were_removed(lin, mei, rude, remarks, article):
    make_comment(article, by=mei.user, body="May I?", state="held")
    make_comment(article, by=mei.user, body="Never mind", state="deleted")
    decides(lin, rude, "remove")
    past = past_of(mei)
    assert (past.removed, past.lately_removed, past.said) == (1, 1, 5)
    lin.visits("/moderation/users/mei").shows("1 of the last 5 removed (20 %)")


def test_only_the_last_ones_count_as_in_screening(monkeypatch, lin, mei, rude, remarks):
    decides(lin, rude, "remove")
    assert record.LATEST == 50
    monkeypatch.setattr("community.moderation.pasts.LATEST", 3)
    assert (past_of(mei).lately_removed, past_of(mei).said) == (0, 3)


def test_an_overturned_removal_does_not_count(lin, ada, mei, rude):
    overturned(decides(lin, rude, "remove"), mei, ada)
    lin.visits("/moderation/users/mei").shows("Removed 0", "0 of the last 1 removed (0 %)")


def test_undone_in_bulk_they_do_not_count(lin, mei, remarks):
    names = [f"comment-{one.id}" for one in remarks]
    lin.submits("/moderation/bulk", case=names, decision="remove", rule="kind")
    assert past_of(mei).removed == 4
    batch = db.session.scalars(select(Decision.batch)).first()
    lin.submits(f"/moderation/batches/{batch}/undo")
    assert (past_of(mei).removed, past_of(mei).lately_removed) == (0, 0)


def test_what_was_restored_does_not_count(lin, mei, rude, wen, article):
    for decision in ("remove", "hold", "approve"):
        decides(lin, rude, decision)
    for decision in ("remove", "approve"):
        decides(lin, article, decision, "articles")
    assert past_of(mei).removed == past_of(wen).removed == 0


def test_articles_and_profiles_count_until_they_are_back(lin, ada, wen, article):
    decides(lin, article, "remove", "articles")
    wen.submits("/settings/profile", bio="I sell tea.")
    decision = decides(lin, wen, "remove", "profiles")
    assert (past_of(wen).removed, past_of(wen).said) == (2, 0)
    overturned(decision, wen, ada)
    assert past_of(wen).removed == 1


def test_an_overturned_sanction_does_not_count(lin, ada, mei):
    sanctions(lin, "warn")
    lin.visits("/moderation/users/mei").shows("Sanctions 1")
    overturned(the_decision(), mei, ada)
    lin.visits("/moderation/users/mei").shows("Sanctions 0")
    assert past_of(mei).sanctions == 0


def test_a_lifted_one_goes_on_counting(lin, mei):
    sanctions(lin, "mute", days="3")
    sanctions(lin, "lift")
    assert past_of(mei).sanctions == 1


def test_many_authors_ask_no_more_than_one(lin, mei, tom, wen, rude, statements):
    ids = {one.id for one in (mei, tom, wen)}
    with statements() as asked:
        pasts = pasts_of(ids)
    assert len(asked) == 2 and pasts.keys() == ids
