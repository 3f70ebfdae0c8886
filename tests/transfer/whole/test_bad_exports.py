"""Files that do not hold: each is refused in one line, and nothing of it is left."""

import json
import stat
import zipfile

import pytest

from community.transfer import archives
from community.transfer.whole import lines as lines_module
from tests.transfer.whole.conftest import rewrite

EVIL = [
    "../evil",
    "/etc/evil",
    "media/../../evil.webp",
    "C:\\evil",
    "data/../x.jsonl",
    "media/.x.webp",
]


def refuses(elsewhere, path, *words):
    """Import a file that is refused in one line with these words; nothing may be left."""
    elsewhere.runs("db", "upgrade")
    before = elsewhere.files()
    said = elsewhere.runs("import", "teahouse", str(path), status=1).output
    last = said.strip().splitlines()[-1]
    assert last.startswith("Error: ") and "Traceback" not in said
    assert all(word in last for word in words), last
    assert not any(elsewhere.rows(name) for name in ("users", "pictures", "imported_things"))
    assert elsewhere.files() == before


def changed_line(path, table, number, **changes):
    """Change fields of one line of a table."""

    def change(members):
        rows = members[f"data/{table}.jsonl"].splitlines()
        row = json.loads(rows[number - 1]) | changes
        rows[number - 1] = json.dumps(row).encode()
        members[f"data/{table}.jsonl"] = b"\n".join(rows) + b"\n"

    return rewrite(path, change)


def test_no_file(elsewhere, tmp_path):
    refuses(elsewhere, tmp_path / "none.zip", "There is no file")


def test_no_zip(elsewhere, tmp_path):
    (tmp_path / "site.zip").write_text("tea")
    refuses(elsewhere, tmp_path / "site.zip", "is not a zip file, or was cut short")


def test_another_zip(elsewhere, tmp_path):
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as archive:
        archive.writestr("data/users.jsonl", "")
    refuses(elsewhere, tmp_path / "site.zip", "has no manifest.json")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_a_file_that_was_cut_short(exported, elsewhere, part):
    data = exported.read_bytes()
    exported.write_bytes(data[: int(len(data) * part)])
    refuses(elsewhere, exported, "is not a zip file, or was cut short")


def test_a_file_that_was_damaged(exported, elsewhere):
    data = bytearray(exported.read_bytes())
    with zipfile.ZipFile(exported) as archive:
        start = archive.getinfo("data/comments.jsonl").header_offset + 80
    data[start : start + 40] = b"\xff" * 40
    exported.write_bytes(data)
    refuses(elsewhere, exported, "comments.jsonl")


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ({"version": 2}, "of version 2; only 1 can be read"),
        ({"format": "teahouse-backup"}, "is no teahouse-export"),
        ({"site": "../x"}, "which site"),
        ({"rows": {}}, "by the manifest, 0"),
        ({"rows": None}, "how many rows"),
    ],
)
def test_another_manifest(exported, elsewhere, manifest, words):
    def change(members):
        told = json.loads(members["manifest.json"]) | manifest
        members["manifest.json"] = json.dumps(told).encode()

    refuses(elsewhere, rewrite(exported, change), words)


@pytest.mark.parametrize("text", [b"[1]", b"{", b"\xff", b'{"a":' * 10_000, b"NaN", b""])
def test_a_manifest_that_is_none(exported, elsewhere, text):
    refuses(elsewhere, rewrite(exported, lambda members: members | {"manifest.json": text}))


@pytest.mark.parametrize("name", EVIL)
def test_a_name_that_leaves_its_folder(exported, elsewhere, name):
    path = rewrite(exported, lambda members: members | {name: b"x"})
    refuses(elsewhere, path, "has a name that no member of such a file has")


def test_a_member_that_is_a_link(exported, elsewhere):
    info = zipfile.ZipInfo("media/aaaaaaaaaaaaaaaaaaaaaaaa-small.webp")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(exported, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    refuses(elsewhere, exported, "is a link")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_is_there_twice(exported, elsewhere):
    with zipfile.ZipFile(exported, "a") as archive:
        archive.writestr("data/users.jsonl", "")
    refuses(elsewhere, exported, "is there twice")


def test_a_bomb(exported, elsewhere):
    with zipfile.ZipFile(exported, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("media/aaaaaaaaaaaaaaaaaaaaaaaa-small.webp", bytes(64 * 1024 * 1024))
    refuses(elsewhere, exported, "that is a bomb")


def test_too_much_in_all(exported, elsewhere, monkeypatch):
    monkeypatch.setattr(archives, "MAX_BYTES", 1000)
    refuses(elsewhere, exported, "would unpack to", "more than 1000")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{broken", "this is no JSON"),
        (b'{"a":' * 100_000, "this is no JSON"),
        (b"[]", "this is no object"),
        (b"", "this is no JSON"),
        (b"\xff\xfe", "this is no JSON"),
        (b'{"id": NaN}', "NaN is no number"),
        (b"9" * 10_000, "this is no"),
    ],
)
def test_a_line_that_is_no_row(exported, elsewhere, line, why):
    def change(members):
        rows = members["data/comments.jsonl"].splitlines()
        members["data/comments.jsonl"] = b"\n".join([rows[0], line, *rows[2:]])

    refuses(elsewhere, rewrite(exported, change), "comments.jsonl, line 2:", why)


@pytest.mark.parametrize(
    ("table", "changes", "why"),
    [
        ("comments", {"is_admin": True}, "unknown field 'is_admin'"),
        ("comments", {"body_html": "<script>"}, "unknown field 'body_html'"),
        ("comments", {"article_id": 77}, "article_id is 77, but articles.jsonl has no such row"),
        ("comments", {"article_id": "1"}, "article_id is no whole number"),
        ("comments", {"article_id": None}, "article_id is null"),
        ("comments", {"article_id": 2**40}, "article_id is no whole number within range"),
        ("comments", {"body": 7}, "body is no text"),
        ("comments", {"body": "a\0b"}, "body holds a NUL"),
        ("comments", {"body": "\ud800"}, "body"),
        ("comments", {"created_at": "0000-00-00"}, "created_at"),
        ("comments", {"created_at": "2020-01-01T00:00:00"}, "created_at has no zone"),
        ("comments", {"state": "glorious"}, "the database refuses it"),
        ("comments", {"language": "x" * 21}, "language is longer than 20 characters"),
        ("comments", {"id": 3}, "the ids do not rise"),
        ("users", {"email_key": "wen@example.org"}, "the database refuses it"),
        ("users", {"is_banned": 0}, "is_banned is neither true nor false"),
        ("pictures", {"key": "../../../../etc/passwd"}, "key cannot be"),
        ("pictures", {"colour": "reddish"}, "colour cannot be"),
        ("clips", {"container": "./../x"}, "container cannot be"),
        ("users", {"timezone": "Mars/Olympus"}, "timezone cannot be"),
        ("users", {"language": "tlh"}, "language cannot be"),
        ("credits", {"url": "javascript:alert(1)"}, "url cannot be"),
        ("old_addresses", {"target": "//evil.example"}, "target cannot be"),
        ("articles", {"canonical_url": "javascript:alert(1)"}, "canonical_url cannot be"),
    ],
)
def test_a_row_that_does_not_hold(exported, elsewhere, table, changes, why):
    with zipfile.ZipFile(exported) as archive:
        number = min(2, len(archive.read(f"data/{table}.jsonl").splitlines()))
    path = changed_line(exported, table, number, **changes)
    refuses(elsewhere, path, f"{table}.jsonl, line ", why)


def test_a_line_without_end(exported, elsewhere, monkeypatch):
    monkeypatch.setattr(lines_module, "MAX_LINE_BYTES", 100)
    refuses(elsewhere, exported, "line 1: it is longer than 100 bytes")


def test_a_field_that_is_missing(exported, elsewhere):
    def change(members):
        members["data/tags.jsonl"] = b'{"id":1,"name":"tea"}\n' * 2

    refuses(elsewhere, rewrite(exported, change), "tags.jsonl, line 1: the field 'slug' is missing")


def test_rows_of_an_unknown_kind(exported, elsewhere):
    path = rewrite(exported, lambda members: members | {"data/spaceships.jsonl": b"{}"})
    refuses(elsewhere, path, "data/spaceships.jsonl: this site keeps nothing of that kind")


@pytest.mark.parametrize("data", [b"GIF89a", b"", b"<svg/>", b"RIFF\0\0\0\0WEBPVP8 "])
def test_a_picture_that_is_none(exported, elsewhere, data):
    def change(members):
        last = max(name for name in members if name.startswith("media/"))
        members[last] = data

    refuses(elsewhere, rewrite(exported, change), "is no picture")


def test_a_file_of_another_kind(exported, elsewhere):
    with zipfile.ZipFile(exported) as archive:
        name = max(name for name in archive.namelist() if name.startswith("media/"))
    path = rewrite(
        exported, lambda members: members | {name.replace(".webp", ".html"): b"<script>"}
    )
    refuses(elsewhere, path, "is of no kind that this site keeps")


def test_a_file_of_no_picture_is_left_out_and_counted(exported, elsewhere):
    name = "media/aaaaaaaaaaaaaaaaaaaaaaaa-small.webp"
    path = rewrite(exported, lambda members: members | {name: b"x"})
    said = elsewhere.runs("import", "teahouse", str(path)).output
    assert "1 of files left out: they belong to no picture and no clip." in said
    assert not any("aaaaaaaa" in file for file in elsewhere.files())
