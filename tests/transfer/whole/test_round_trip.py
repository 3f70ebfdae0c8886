"""A site goes out in one file and comes in elsewhere as it was."""

import json
import stat
import zipfile

import pytest
from sqlalchemy import select

from community.articles.models import Article
from community.extensions import db
from community.transfer.whole.carried import LEFT_OUT, all_carried
from tests.cast import Person
from tests.factories import PASSWORD
from tests.transfer.whole.conftest import lines_of


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_comes_in_goes_out_the_same(exported, elsewhere, tmp_path):
    elsewhere.runs("import", "teahouse", str(exported))
    elsewhere.runs("export", str(tmp_path / "again.zip"))
    before, after = members(exported), members(tmp_path / "again.zip")
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["manifest.json"]


def test_two_exports_of_one_site_are_the_same(exported, runs, tmp_path):
    runs("export", str(tmp_path / "again.zip"))
    before, after = members(exported), members(tmp_path / "again.zip")
    told, again = (json.loads(one.pop("manifest.json")) for one in (before, after))
    assert before == after
    assert told | {"made_at": ""} == again | {"made_at": ""}


def test_the_table_at_the_end_counts_what_came_in(exported, elsewhere):
    said = elsewhere.runs("import", "teahouse", str(exported)).output
    assert "came in" in said.splitlines()[0]
    counts = {line.split("  ")[0]: line.split()[-3:] for line in said.splitlines()[1:]}
    assert counts["comments"] == ["3", "0", "0"]
    assert counts["files"] == ["6", "0", "0"]


def test_the_log_holds_afterwards(exported, elsewhere):
    elsewhere.runs("import", "teahouse", str(exported))
    assert "as they were written" in elsewhere.runs("moderation", "verify").output
    assert len(elsewhere.rows("log_entries")) == len(lines_of(exported, "log_entries")) > 3


def test_html_is_made_from_the_words_again(exported, elsewhere):
    elsewhere.runs("import", "teahouse", str(exported))
    assert b"_html" not in zipfile.ZipFile(exported).read("data/articles.jsonl")
    for name in ("articles", "comments"):
        here = list(db.session.execute(select(db.metadata.tables[name]).order_by("id")))
        there = elsewhere.rows(name)
        assert [row.body_html for row in there] == [row.body_html for row in here]
        assert all(row.body_html for row in there)


def test_people_sign_in_as_before(exported, elsewhere, tom):
    elsewhere.runs("import", "teahouse", str(exported))
    there = Person(elsewhere.app)
    page = there.submits("/sign-in", login=tom.name, password=PASSWORD)
    page.shows(tom.name)


def test_pages_show_words_and_pictures(exported, elsewhere, lived):
    elsewhere.runs("import", "teahouse", str(exported))
    reader = Person(elsewhere.app)
    page = reader.visits(f"/articles/{lived.slug}")
    page.shows("Cats of the tea house").shows("yes")
    assert reader.client.get(lived.cover.url()).status_code == 200


def test_what_was_set_aside_comes_along_and_has_no_address(exported, elsewhere):
    elsewhere.runs("import", "teahouse", str(exported))
    aside = [name for name in elsewhere.files() if name.startswith("media/aside/")]
    assert len(aside) == 3


def test_what_belongs_to_the_running_site_stays(exported):
    names = set(zipfile.ZipFile(exported).namelist())
    assert not names & {f"data/{table}.jsonl" for table in LEFT_OUT}
    assert {carried.member for carried in all_carried()} <= names


def test_only_its_owner_reads_the_file(exported):
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600
    assert not list(exported.parent.glob(".*"))


def test_an_export_that_finds_no_room_leaves_the_old_one(exported, runs):
    before = exported.read_bytes()
    (exported.parent / "folder").mkdir()
    assert "folder" in runs("export", str(exported.parent / "folder"), status=2).output
    said = runs("export", str(exported.parent / "none" / "site.zip"), status=1).output
    assert said.startswith("Error:") and "cannot be written" in said
    assert exported.read_bytes() == before


@pytest.mark.parametrize("field", ["slug", "canonical_url", "read_count", "thread_note"])
def test_fields_of_articles_are_carried(exported, field):
    assert field in lines_of(exported, "articles")[0]
    assert hasattr(Article, field)
