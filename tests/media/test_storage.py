"""Where files are kept: a folder and a bucket do the same."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community.config import read_settings
from community.database import now
from community.errors import Busy, NoRoom, NotFound
from community.extensions import db
from community.media.folder import MediaFolder
from community.media.models import Picture
from community.media.storage import make_store
from tests.media.pictures import noise, picture
from tests.media.test_upload import bring, served

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
TEA = b"oolong " * 100_000


def whole(store, name, *part):
    return b"".join(store.open(name, *part))


def test_what_is_put_in_comes_out(store):
    store.put_all({"a-small.webp": b"tea", "a-large.webp": TEA})
    assert whole(store, "a-large.webp") == TEA
    assert (store.size("a-small.webp"), store.exists("a-small.webp")) == (3, True)
    assert sorted(store.names()) == ["a-large.webp", "a-small.webp"]


def test_what_is_not_there_is_not_found(store):
    assert (store.size("none.webp"), store.exists("none.webp")) == (None, False)
    with pytest.raises(NotFound):
        store.open("none.webp")
    store.remove(["none.webp"])
    store.set_aside(["none.webp"])
    store.put_back(["none.webp"])
    assert list(store.names()) == []


@pytest.mark.parametrize("part", [(0, 1), (5, 10), (len(TEA) - 3, 3), (300_000, 400_000), (7,)])
def test_a_part_is_as_long_as_asked(store, part):
    store.put_all({"tea.mp4": TEA})
    stop = part[0] + part[1] if len(part) == 2 else None
    assert whole(store, "tea.mp4", *part) == TEA[part[0] : stop]


def test_a_large_file_is_taken_in_from_where_it_lies(store, tmp_path):
    path = tmp_path / "film"
    path.write_bytes(TEA * 30)
    store.put_file("film.mp4", path)
    assert store.size("film.mp4") == 30 * len(TEA)
    assert not path.exists()


def test_a_name_is_written_anew(store):
    store.put_all({"tea.webp": b"green"})
    store.put_all({"tea.webp": b"black"})
    assert whole(store, "tea.webp") == b"black"


def test_what_is_set_aside_has_no_address_until_it_is_put_back(store):
    store.put_all({"a.webp": b"tea", "b.webp": b"milk"})
    store.set_aside(["a.webp"])
    assert list(store.names()) == ["b.webp"] and not store.exists("a.webp")
    assert list(store.names_aside()) == ["a.webp"] and whole(store, "aside/a.webp") == b"tea"
    store.sweep_aside(days=1)
    store.put_back(["a.webp"])
    assert whole(store, "a.webp") == b"tea"


def test_what_was_set_aside_long_ago_is_deleted(store):
    store.put_all({"a.webp": b"tea"})
    store.set_aside(["a.webp"])
    store.sweep_aside(days=-1)
    store.put_back(["a.webp"])
    assert not store.exists("a.webp")


def test_what_is_removed_is_removed_aside_as_well(store):
    store.put_all({"a.webp": b"tea", "b.webp": b"tea"})
    store.set_aside(["a.webp"])
    store.remove(["a.webp", "b.webp"])
    store.put_back(["a.webp"])
    assert list(store.names()) == []


def test_new_files_are_told_from_old_ones(store):
    store.put_all({"a.webp": b"tea"})
    assert list(store.names(before=now() - timedelta(hours=1))) == []
    assert list(store.names(before=now() + timedelta(hours=1))) == ["a.webp"]


def test_more_files_than_are_listed_at_once(store):
    store.put_all({f"{number}.webp": b"" for number in range(1_005)})
    assert len(set(store.names())) == 1_005
    store.remove([f"{number}.webp" for number in range(1_005)])
    assert list(store.names()) == []


def test_a_bucket_that_does_not_answer_is_said_to_be_busy(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tea")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "oolong")
    away = {"MEDIA_URL": "s3://tea", "S3_ENDPOINT_URL": "http://127.0.0.1:9"}
    store = make_store(read_settings(away))
    for ask in (
        lambda: store.size("a"),
        lambda: store.put_all({"a": b""}),
        lambda: store.open("a"),
    ):
        with pytest.raises(Busy):
            ask()


def test_a_site_keeps_its_pictures_in_a_bucket(wen, app_with, bucket_settings, site):
    writer = type(wen)(app_with(**bucket_settings), wen.user)
    said = bring(writer, picture((3000, 2000)))
    assert served(writer, said["url"]).data[:4] == b"RIFF"
    part = writer.client.get(said["url"], headers={"Range": "bytes=8-11"}, buffered=True)
    assert (part.status_code, part.data) == (206, b"WEBP")
    assert not (site.folder / "media").exists()


def test_a_full_disk_leaves_nothing_over(small_disk):
    store = MediaFolder(small_disk)
    store.put_all({"a.webp": b"tea"})
    with pytest.raises(NoRoom):
        store.put_all({"b.webp": b"milk", "c.webp": TEA})
    assert [path.name for path in small_disk.rglob("*") if path.is_file()] == ["a.webp"]


def test_a_full_disk_keeps_a_large_file_where_it_was(small_disk, site):
    film = site.folder / "film"
    film.write_bytes(TEA)
    with pytest.raises(NoRoom):
        MediaFolder(small_disk).put_file("film.mp4", film)
    assert film.read_bytes() == TEA
    assert not [path for path in small_disk.rglob("*") if path.is_file()]


def test_a_full_disk_is_said_in_a_sentence(wen, small_disk, app):
    app.extensions["media"], kept = MediaFolder(small_disk), app.extensions["media"]
    try:
        said = bring(wen, noise(), 507)
    finally:
        app.extensions["media"] = kept
    assert "full" in said["error"]
    assert db.session.scalar(select(func.count(Picture.id))) == 0
    assert not [path for path in small_disk.rglob("*") if path.is_file()]
