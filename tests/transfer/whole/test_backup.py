"""A backup is taken, and comes back."""

import hashlib
import json
import sqlite3
import stat
import subprocess
import sys
import zipfile
from contextlib import closing

import pytest
from sqlalchemy import delete

from community.comments.models import Comment
from community.extensions import db
from community.media.storage import media_store
from tests.bench.server import ROOT
from tests.cast import Person
from tests.databases import SqliteSite
from tests.factories import make_article, make_user
from tests.transfer.whole.conftest import rewrite

TABLES = sorted(db.metadata.tables)


def all_rows(place):
    return {name: place.rows(name) for name in TABLES}


def whole_of(site_app):
    """Return all rows of the site under test."""
    db.session.commit()
    with db.engine.connect() as connection:
        return {
            name: list(connection.execute(table.select().order_by(*table.primary_key)))
            for name, table in sorted(db.metadata.tables.items())
        }


def test_everything_comes_back(backup, elsewhere, app):
    elsewhere.runs("restore", str(backup))
    assert all_rows(elsewhere) == whole_of(app)
    assert "as they were written" in elsewhere.runs("moderation", "verify").output


def test_files_come_back_as_well(backup, elsewhere, site, lived):
    elsewhere.runs("restore", str(backup))
    names = {str(path.relative_to(site.folder)) for path in (site.folder / "media").rglob("*.webp")}
    assert names == elsewhere.files() - {"secret_key"} and len(names) == 6
    assert Person(elsewhere.app).client.get(lived.cover.url()).status_code == 200


def test_ids_go_on_from_where_they_were(backup, elsewhere):
    elsewhere.runs("restore", str(backup))
    highest = max(row.id for row in elsewhere.rows("articles"))
    assert elsewhere.does(lambda: make_article(title="After").id) == highest + 1


def test_a_backup_says_what_it_is(backup):
    with zipfile.ZipFile(backup) as archive:
        told = json.loads(archive.read("manifest.json"))
        sums = dict(
            reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines()
        )
        names = [name for name in archive.namelist() if name != "SHA256SUMS"]
        assert sums == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names}
    assert (told["format"], told["version"], told["files"]) == ("teahouse-backup", 1, 6)
    assert told["rows"]["comments"] == 3


def test_only_its_owner_reads_it_and_nothing_is_left_beside_it(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [path.name for path in backup.parent.iterdir()] == ["backup.zip"]


def test_it_can_be_looked_at_without_changing_anything(backup, elsewhere):
    before = elsewhere.files()
    assert "is whole" in elsewhere.runs("restore", "--check", str(backup)).output
    assert elsewhere.files() == before


def test_a_folder_keeps_the_newest(lived, runs, tmp_path):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    for day in ("01", "02", "03"):
        (shelf / f"teahouse-2020-01-{day}T000000Z.zip").write_text("old")
    (shelf / "holiday.zip").write_text("mine")
    said = runs("backup", "--keep", "2", str(shelf)).output
    names = sorted(path.name for path in shelf.iterdir())
    assert names[:2] == ["holiday.zip", "teahouse-2020-01-03T000000Z.zip"] and len(names) == 3
    assert "teahouse-2020-01-01T000000Z.zip is gone." in said


def test_a_file_that_was_deleted_meanwhile_is_counted(lived, runs, tmp_path, monkeypatch):
    listed = list(media_store().names())
    media_store().remove(listed[:1])
    monkeypatch.setattr(type(media_store()), "names", lambda *_: iter(listed))
    said = runs("backup", str(tmp_path / "backup.zip")).output
    assert "1 files were deleted by their owners meanwhile." in said


def test_a_site_with_words_is_left_alone_unless_forced(backup, elsewhere):
    elsewhere.runs("db", "upgrade")
    elsewhere.does(lambda: make_user("anna"))
    said = elsewhere.runs("restore", str(backup), status=1).output
    assert "--force replaces them" in said
    assert [row.username for row in elsewhere.rows("users")] == ["anna"]
    elsewhere.runs("restore", "--force", str(backup))
    assert "anna" not in {row.username for row in elsewhere.rows("users")}


def test_an_older_state_replaces_a_newer_one(backup, elsewhere, app):
    elsewhere.runs("restore", str(backup))
    elsewhere.does(lambda: db.session.execute(delete(Comment)))
    elsewhere.does(lambda: media_store().remove(list(media_store().names())))
    elsewhere.runs("restore", "--force", str(backup))
    assert all_rows(elsewhere) == whole_of(app)
    assert len(elsewhere.files()) == 6


def test_a_damaged_file_is_mended(backup, elsewhere):
    elsewhere.runs("restore", str(backup))
    name = elsewhere.does(lambda: next(media_store().names()))
    right = elsewhere.does(lambda: b"".join(media_store().open(name)))
    elsewhere.does(lambda: media_store().put_all({name: b"rust"}))
    elsewhere.runs("restore", "--force", str(backup))
    assert elsewhere.does(lambda: b"".join(media_store().open(name))) == right


def test_a_site_that_somebody_uses_is_left_alone(backup, elsewhere):
    elsewhere.runs("db", "upgrade")
    watching = subprocess.Popen(
        [sys.executable, "-c", WATCHER],
        cwd=ROOT,
        env=elsewhere.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert watching.stdout and watching.stdout.readline() == b"here\n"
        assert "is being served" in elsewhere.runs("restore", str(backup), status=1).output
        elsewhere.runs("restore", "--force", str(backup))
    finally:
        watching.communicate()
    assert len(elsewhere.rows("comments")) == 3


WATCHER = """
import sys
from community import create_app
from community.extensions import db
with create_app().app_context():
    db.session.execute(db.text("SELECT count(*) FROM users"))
    db.session.commit()
    print("here", flush=True)
    sys.stdin.read()
"""


def refuses(place, path, *words):
    """Restore what is refused with these words over a site with words of its own, which stays."""
    place.runs("db", "upgrade")
    place.does(lambda: make_article(title="Ours"))
    rows, files = all_rows(place), place.files()
    said = place.runs("restore", "--force", str(path), status=1).output.strip().splitlines()[-1]
    assert said.startswith("Error: ") and all(word in said for word in words), said
    assert all_rows(place) == rows and place.files() == files
    assert not [path for path in place.folder.iterdir() if path.name.startswith((".", "carried"))]


def test_a_backup_that_was_cut_short(backup, elsewhere):
    backup.write_bytes(backup.read_bytes()[:-100])
    refuses(elsewhere, backup, "was cut short")


def test_a_backup_with_another_checksum(backup, elsewhere):
    def change(members):
        last = max(name for name in members if name.startswith("media/"))
        members[last] += b"x"

    refuses(elsewhere, rewrite(backup, change), "its checksum is another")


@pytest.mark.parametrize("name", ["SHA256SUMS", "manifest.json", "media/"])
def test_a_backup_that_lacks_a_member(backup, elsewhere, name):
    def change(members):
        return {one: members[one] for one in members if not one.startswith(name)}

    refuses(elsewhere, rewrite(backup, change))


def test_a_backup_of_another_kind_of_database(backup, elsewhere):
    refuses(elsewhere, told(backup, database="mysql"), "flask export", "flask import teahouse")


def test_a_backup_of_a_newer_version(backup, elsewhere):
    refuses(elsewhere, told(backup, revision="9999"), "newer version")


def test_a_backup_with_other_rows_than_it_says(backup, elsewhere):
    refuses(elsewhere, told(backup, rows={"users": 1}), "has not the rows")


def told(path, **changes):
    """Change what a backup says of itself, with a checksum that fits."""

    def change(members):
        members["manifest.json"] = json.dumps(
            json.loads(members["manifest.json"]) | changes
        ).encode()
        sums = "".join(
            f"{hashlib.sha256(data).hexdigest()}  {name}\n"
            for name, data in members.items()
            if name != "SHA256SUMS"
        )
        members["SHA256SUMS"] = sums.encode()

    return rewrite(path, change)


def test_a_restore_without_room_leaves_everything(backup, elsewhere, monkeypatch):
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    refuses(elsewhere, backup, "There is no room", "1,000 are free")


# A file of at most so many bytes may be written: what a full disk does, in the middle.
TIGHT = """
import resource, signal, sys
from community import create_app
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
app = create_app()
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
result = app.test_cli_runner().invoke(args=sys.argv[2:])
print(result.output)
sys.exit(result.exit_code if not isinstance(result.exception, OSError) else 99)
"""


def tightly(place, limit, *words):
    command = [sys.executable, "-B", "-c", TIGHT, str(limit), *words]
    return subprocess.run(
        command, cwd=ROOT, env=place.environment, capture_output=True, text=True, check=False
    )


def test_a_backup_on_a_full_disk_leaves_the_last_one(elsewhere, tmp_path):
    elsewhere.runs("db", "upgrade")
    (tmp_path / "backup.zip").write_text("the last one")
    result = tightly(elsewhere, 3_000, "backup", str(tmp_path / "backup.zip"))
    assert result.returncode == 1 and "Error: " in result.stdout, result
    assert [path.name for path in tmp_path.iterdir()] == ["backup.zip"]
    assert (tmp_path / "backup.zip").read_text() == "the last one"


@pytest.mark.sqlite
@pytest.mark.parametrize("limit", [3_000, 500_000])
def test_a_restore_on_a_full_disk_leaves_everything(backup, elsewhere, limit):
    elsewhere.runs("db", "upgrade")
    elsewhere.does(lambda: make_article(title="Ours"))
    rows, files = all_rows(elsewhere), elsewhere.files()
    result = tightly(elsewhere, limit, "restore", "--force", str(backup))
    assert result.returncode == 1 and "Error: " in result.stdout, result
    assert all_rows(elsewhere) == rows and elsewhere.files() == files


@pytest.mark.sqlite
def test_a_database_that_is_none_any_more_is_put_aside(backup, elsewhere, app):
    place = elsewhere.folder / "teahouse.sqlite"
    place.write_bytes(b"rust" * 5_000)
    assert "is damaged; --force" in elsewhere.runs("restore", str(backup), status=1).output
    assert "teahouse.sqlite.damaged" in elsewhere.runs("restore", "--force", str(backup)).output
    assert all_rows(elsewhere) == whole_of(app)
    assert (elsewhere.folder / "teahouse.sqlite.damaged").read_bytes() == b"rust" * 5_000


@pytest.mark.sqlite
def test_the_database_in_a_backup_is_a_whole_one(backup, tmp_path, site):
    assert isinstance(site, SqliteSite)
    with zipfile.ZipFile(backup) as archive:
        archive.extract("database.sqlite", tmp_path)
    with closing(sqlite3.connect(tmp_path / "database.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
