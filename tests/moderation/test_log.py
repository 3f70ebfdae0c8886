"""The internal log: nothing in it can be changed, and what is changed all the same is found."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from community.extensions import db
from community.moderation import log
from community.moderation.models import Decision, LogEntry
from community.moderation.vouching import NOW, VOUCHED, digest_of
from tests.factories import ago
from tests.moderation.forging import forge

COPIED = ", ".join(name for name in VOUCHED[NOW] if name != "id")
FORGED = f"INSERT INTO decisions (id, {COPIED}) SELECT {{id}}, {COPIED} FROM decisions WHERE id = 1"


@pytest.fixture
def decided(lin, rude):
    lin.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    lin.submits(f"/moderation/comments/{rude.id}", decision="approve")


def test_an_untouched_log_is_as_it_was_written(decided, runs):
    assert "All 2 entries" in runs("moderation", "verify").output
    entries = db.session.scalars(select(LogEntry).order_by(LogEntry.id)).all()
    assert entries[0].previous == "" and entries[1].previous == entries[0].digest


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE log_entries SET details = '{}' WHERE id = 1", "Entry 1: it was changed"),
        ("UPDATE log_entries SET actor_id = 99 WHERE id = 2", "Entry 2: it was changed"),
        ("DELETE FROM log_entries WHERE id = 1", "the entry before it was changed or is gone"),
        ("DELETE FROM log_entries WHERE id = 2", "1 entries, but 2 were written"),
        ("UPDATE decisions SET rule = 'no-hate' WHERE id = 1", "decision 1 was changed"),
        ("UPDATE decisions SET ends_at = created_at WHERE id = 1", "decision 1 was changed"),
        ("UPDATE decisions SET waited_since = created_at WHERE id = 2", "decision 2 was changed"),
        ("UPDATE decisions SET details = '{}' WHERE id = 1", "decision 1 was changed"),
        ("UPDATE decisions SET batch = 'x' WHERE id = 1", "decision 1 was changed"),
        ("UPDATE decisions SET words_language = 'de' WHERE id = 1", "decision 1 was changed"),
        ("UPDATE decisions SET note_language = 'de' WHERE id = 1", "decision 1 was changed"),
        (
            "UPDATE decisions SET created_at = '2026-01-01 00:00:00+00:00' WHERE id = 2",
            "decision 2 was changed",
        ),
        (FORGED.format(id=99), "decision 99 is in no entry of the log"),
        (FORGED.format(id=-1), "decision -1 is in no entry of the log"),
        ("DELETE FROM decisions WHERE id = 2", "decision 2 is gone"),
    ],
)
def test_what_was_changed_is_found(decided, runs, statement, said):
    forge(statement)
    assert said in runs("moderation", "verify", status=1).output


@pytest.mark.parametrize("verb", ["UPDATE log_entries SET action = 'x'", "DELETE FROM log_entries"])
def test_the_database_refuses_to_change_it(decided, verb):
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.execute(text(verb))
    db.session.rollback()


# A site that was there before the log vouched for all of a decision, and for every one


@pytest.fixture
def old_site(lin, mei, rude):
    """A decision with an entry of the old kind, and one from before there was a log."""
    fields = {
        "comment_id": rude.id,
        "author_id": mei.id,
        "by_id": lin.id,
        "created_at": ago(days=9),
    }
    made = [Decision(outcome=outcome, rule="kind", **fields) for outcome in ("remove", "approve")]
    db.session.add_all(made)
    db.session.flush()
    told = {"decision_id": made[1].id, "outcome": "approve", "digest": digest_of(made[1], 1)}
    log.note("decision", by_id=lin.id, subject=f"comment:{rude.id}", **told)
    db.session.commit()


def test_what_an_older_version_wrote_is_as_it_was_written(old_site, runs):
    said = runs("moderation", "verify").output
    assert "All 1 entries" in said and "1 decisions are older than the log" in said


def test_from_the_next_decision_on_the_log_vouches_for_the_older_ones(old_site, lin, rude, runs):
    lin.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    said = runs("moderation", "verify").output
    assert "All 3 entries" in said and "older" not in said
    lin.submits(f"/moderation/comments/{rude.id}", decision="approve")
    assert "All 4 entries" in runs("moderation", "verify").output
    lin.visits("/moderation/journal").shows("Took older decisions into the journal")
    forge("UPDATE decisions SET note = 'No' WHERE id = 1")
    assert "Entry 2: decision 1 was changed" in runs("moderation", "verify", status=1).output


def test_what_the_old_kind_vouches_for_is_still_found_changed(old_site, runs):
    forge("UPDATE decisions SET note = 'No' WHERE id = 2")
    assert "Entry 1: decision 2 was changed" in runs("moderation", "verify", status=1).output


def test_the_log_vouches_for_all_of_a_decision():
    assert set(VOUCHED[NOW]) == set(Decision.__table__.columns.keys())
