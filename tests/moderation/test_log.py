"""The internal log: nothing in it can be changed, and what is changed all the same is found."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from community.extensions import db
from community.moderation.models import LogEntry


@pytest.fixture
def decided(lin, rude):
    lin.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    lin.submits(f"/moderation/comments/{rude.id}", decision="approve")


def forge(statement):
    """Change the database as somebody does who has the file."""
    if db.engine.dialect.name == "sqlite":
        for table in ("log_entries", "decisions"):
            for verb in ("update", "delete"):
                db.session.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{verb}"))
    else:
        db.session.execute(text("SET LOCAL session_replication_role = replica"))
    db.session.execute(text(statement))
    db.session.commit()


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
