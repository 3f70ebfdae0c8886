"""An export comes into a site that has something of its own, and comes a second time."""

import os
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select

from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from community.moderation import log
from community.moderation.models import Decision
from community.moderation.vouching import OLDER
from community.newsletters.models import Subscription, account_key
from tests.factories import make_article, make_comment, make_user
from tests.moderation.forging import forge
from tests.postgresql import Server
from tests.transfer.whole.conftest import Place, lines_of

TABLES = sorted(set(db.metadata.tables) - {"sessions", "log_head"})


def counts(place):
    return {name: len(place.rows(name)) for name in TABLES}


@pytest.fixture
def inhabited(elsewhere):
    """A site with people, words and decisions of its own, some called as those that are to come."""

    def settle():
        anna = make_user("anna", role="author")
        make_user("mei2", email="mei@example.org", email_key="mei@example.org")
        make_user("tom", email="another@example.org")
        article = make_article(by=anna, title="Cats of the tea house", tags=["tea"])
        make_comment(article, by=anna, body="Ours.")
        log.note("account_note", by_id=anna.id, subject=f"user:{anna.id}")

    elsewhere.runs("db", "upgrade")
    elsewhere.does(settle)
    return elsewhere


def test_a_second_time_adds_nothing(exported, elsewhere):
    elsewhere.runs("import", "teahouse", str(exported))
    before, files = counts(elsewhere), elsewhere.files()
    said = elsewhere.runs("import", "teahouse", str(exported)).output
    assert counts(elsewhere) == before and elsewhere.files() == files
    assert all(line.split()[-3] == "0" for line in said.splitlines()[1:] if "left out:" not in line)


def test_a_second_time_adds_nothing_there_either(exported, inhabited):
    inhabited.runs("import", "teahouse", str(exported))
    before, files = counts(inhabited), inhabited.files()
    inhabited.runs("import", "teahouse", str(exported))
    assert counts(inhabited) == before and inhabited.files() == files


def test_both_logs_hold_afterwards(exported, inhabited):
    own = inhabited.rows("log_entries")
    inhabited.runs("import", "teahouse", str(exported))
    entries = inhabited.rows("log_entries")
    assert entries[: len(own)] == own
    assert len(entries) == len(own) + len(lines_of(exported, "log_entries"))
    assert "as they were written" in inhabited.runs("moderation", "verify").output


def test_rows_point_at_the_same_things_under_other_ids(exported, inhabited):
    inhabited.runs("import", "teahouse", str(exported))

    def look():
        reply = db.session.scalars(select(Comment).where(Comment.body.contains(" yes"))).one()
        parent = db.session.get_one(Comment, reply.parent_id)
        decision = db.session.scalars(select(Decision).where(Decision.outcome == "remove")).one()
        rude = db.session.get_one(Comment, decision.comment_id)
        return reply.id, parent.author.email, rude.body, rude.author.username

    said = ("mei@example.org", "You know nothing about tea.", "tom-2")
    assert inhabited.does(look) == (3, *said)


def test_names_that_are_taken_get_a_number(exported, inhabited):
    said = inhabited.runs("import", "teahouse", str(exported)).output
    slugs = {row.slug for row in inhabited.rows("articles")}
    assert slugs == {"cats-of-the-tea-house", "cats-of-the-tea-house-2"}
    assert "cats-of-the-tea-house is taken here; it is cats-of-the-tea-house-2 now." in said


def test_the_account_of_an_address_is_the_same_person(exported, inhabited):
    before = {row.email: row for row in inhabited.rows("users")}
    inhabited.runs("import", "teahouse", str(exported))
    after = [row for row in inhabited.rows("users") if row.email == "mei@example.org"]
    assert [row.id for row in after] == [before["mei@example.org"].id]
    assert after[0].password_hash == before["mei@example.org"].password_hash


def test_staff_from_elsewhere_gets_no_keys(exported, inhabited):
    said = inhabited.runs("import", "teahouse", str(exported)).output
    roles = {row.username: row.role for row in inhabited.rows("users")}
    assert (roles["ada"], roles["lin"], roles["tom-2"]) == ("author", "author", "reader")
    assert "lin was moderator there and is author here." in said
    assert not inhabited.rows("policy_values") and "this site keeps its own settings" in said


def test_an_empty_site_with_an_admin_takes_everything(exported, elsewhere):
    elsewhere.runs("db", "upgrade")
    words = ("--email", "boss@example.org", "--password", "a pot of oolong", "--role", "admin")
    elsewhere.runs("users", "create", "boss", *words)
    elsewhere.runs("import", "teahouse", str(exported))
    roles = {row.username: row.role for row in elsewhere.rows("users")}
    assert (roles["boss"], roles["ada"], roles["lin"]) == ("admin", "admin", "moderator")
    assert "as they were written" in elsewhere.runs("moderation", "verify").output


def test_a_later_export_brings_what_is_new(exported, elsewhere, runs, lived, mei):
    elsewhere.runs("import", "teahouse", str(exported))
    make_comment(lived, by=mei.user, body="Later.", state="published")
    runs("export", str(exported))
    said = elsewhere.runs("import", "teahouse", str(exported)).output
    counted = next(line for line in said.splitlines() if line.startswith("comments"))
    assert counted.split()[-3:] == ["1", "3", "0"]
    assert [row.body for row in elsewhere.rows("comments")][-1] == "Later."


def test_what_was_deleted_here_stays_deleted(exported, elsewhere):
    elsewhere.runs("import", "teahouse", str(exported))
    elsewhere.does(lambda: db.session.execute(delete(Article)))
    said = elsewhere.runs("import", "teahouse", str(exported)).output
    assert not elsewhere.rows("articles") and not elsewhere.rows("comments")
    assert "was deleted here since" in said


def test_a_site_finds_all_of_its_own_export_here(exported, runs, app):
    said = runs("import", "teahouse", str(exported)).output
    assert "comments" in said
    assert all(line.split()[-3] == "0" for line in said.splitlines()[1:] if "left out:" not in line)


def test_decisions_from_before_the_log_are_vouched_for_afterwards(lived, runs, inhabited, tmp_path):
    forge("DELETE FROM log_entries", "UPDATE log_head SET entry_count = 0, digest = ''")
    inhabited.does(an_old_decision)
    runs("export", str(tmp_path / "site.zip"))
    inhabited.runs("import", "teahouse", str(tmp_path / "site.zip"))
    said = inhabited.runs("moderation", "verify").output
    assert "All 3 entries" in said and "older" not in said
    actions = [row.action for row in inhabited.rows("log_entries")]
    assert actions == ["account_note", OLDER, OLDER]


def an_old_decision():
    """Write a decision as it was written when nothing vouched for it."""
    values = {"article_id": 1, "author_id": 1, "outcome": "approve", "details": {}}
    db.session.execute(insert(Decision).values(values))


def test_a_log_that_was_changed_is_not_made_good(lived, runs, inhabited, tmp_path):
    forge("UPDATE log_entries SET subject = 'user:99' WHERE id = 2")
    runs("export", str(tmp_path / "site.zip"))
    before = counts(inhabited)
    said = inhabited.runs("import", "teahouse", str(tmp_path / "site.zip"), status=1).output
    assert "log_entries.jsonl, line 2: the log is not as it was written." in said
    assert counts(inhabited) == before


def test_a_log_that_was_changed_shows_in_an_empty_site_as_well(lived, runs, elsewhere, tmp_path):
    forge("UPDATE log_entries SET subject = 'user:99' WHERE id = 2")
    runs("export", str(tmp_path / "site.zip"))
    elsewhere.runs("import", "teahouse", str(tmp_path / "site.zip"))
    assert "Entry 2: it was changed." in elsewhere.runs("moderation", "verify", status=1).output


@pytest.mark.sqlite
def test_a_site_goes_over_to_postgresql_and_back(exported, make_place, tmp_path: Path):
    if not os.environ.get("TEST_POSTGRESQL_URL"):
        pytest.skip("no PostgreSQL in this run")
    there, back = Place(Server().make("teahouse_over")), make_place()
    try:
        there.runs("import", "teahouse", str(exported))
        there.runs("export", str(tmp_path / "over.zip"))
    finally:
        there.close()
    back.runs("import", "teahouse", str(tmp_path / "over.zip"))
    for name in ("users", "articles", "comments", "decisions", "log_entries"):
        over = lines_of(tmp_path / "over.zip", name)
        assert over == lines_of(exported, name) and len(back.rows(name)) == len(over)


def test_letters_follow_their_reader(runs, mei, wen, inhabited, tmp_path):
    asked = Subscription(user_id=mei.id, author_id=wen.id, reader_key=account_key(mei.id))
    asked.token = "1" * 64
    db.session.add(asked)
    db.session.commit()
    runs("export", str(tmp_path / "site.zip"))
    inhabited.runs("import", "teahouse", str(tmp_path / "site.zip"))
    [row] = inhabited.rows("subscriptions")
    assert row.user_id != mei.id and row.reader_key == account_key(row.user_id)
