"""Bringing a clip: what is taken, what comes of it, and what is refused."""

import io
import subprocess
from pathlib import Path

import av
import pytest
from PIL import Image
from sqlalchemy import func, select

from community.config import MAX_CLIP_BYTES, MAX_CLIP_REQUEST_BYTES
from community.extensions import db
from community.media import filming
from community.media.folder import MediaFolder
from community.media.models import Clip
from community.media.storage import media_store
from community.web import incoming
from tests.factories import make_article
from tests.media.films import film, from_a_telephone, song, without_frames
from tests.media.test_background import ask, send
from tests.media.test_upload import CHROMIUM, bring, served

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


def streams_of(data):
    """Return what a film holds: the names of its streams, its first frame and how many there are."""
    with av.open(io.BytesIO(data)) as found:
        names = [stream.codec_context.codec.canonical_name for stream in found.streams]
        frames = list(found.decode(video=0))
    return names, frames[0], len(frames)


def nothing_is_left(site):
    there = [path for path in (site.folder / "media").rglob("*") if path.is_file()]
    there += (site.folder / "incoming").glob("*")
    return db.session.scalar(select(func.count(Clip.id))) == 0 and not there


KINDS = [
    ("a.mp4", {}, "mp4", ["h264", "aac"]),
    ("a.mov", {}, "mp4", ["h264", "aac"]),
    ("a.webm", {}, "webm", ["vp9", "opus"]),
    ("a.webm", {"video": "libvpx"}, "webm", ["vp8", "opus"]),
    ("a.mp4", {"video": "libsvtav1"}, "mp4", ["av1", "aac"]),
    ("a.mp4", {"sound": None}, "mp4", ["h264"]),
    ("a.mov", {"sound": "pcm_s16le"}, "mp4", ["h264", "aac"]),
    ("a.mov", {"video": "libx265"}, "mp4", ["h264", "aac"]),
    ("a.mov", {"video": "prores", "pixels": "yuv422p10le"}, "mp4", ["h264", "aac"]),
    ("a.mp4", {"pixels": "yuv444p"}, "mp4", ["h264", "aac"]),
]


@pytest.mark.parametrize(("name", "how", "ending", "streams"), KINDS)
def test_a_clip_is_taken_over_or_turned_into_what_browsers_play(
    wen, tmp_path, name, how, ending, streams
):
    said = bring(wen, film(tmp_path / name, **how), alt="Tea")
    assert said["url"].endswith(f".{ending}") and said["markdown"] == f"![Tea]({said['url']})"
    assert (said["width"], said["height"]) == (160, 90)
    answer = served(wen, said["url"])
    assert answer.mimetype == f"video/{ending}"
    names, _frame, count = streams_of(answer.data)
    assert (names, count) == (streams, 10)


def test_the_index_of_an_mp4_comes_first(wen, tmp_path):
    data = served(wen, bring(wen, film(tmp_path / "a.mp4"))["url"]).data
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_nothing_but_pictures_and_sound_is_kept_and_it_stands_upright(wen, tmp_path):
    data = from_a_telephone(tmp_path / "a.mov")
    assert b"31.2304" in data and b"secret" in data
    said = bring(wen, data)
    assert (said["width"], said["height"]) == (180, 320)
    kept = served(wen, said["url"]).data
    assert b"31.2304" not in kept and b"secret" not in kept
    assert streams_of(kept)[1].rotation == -90


@pytest.mark.parametrize("video", ["libx264", "libx265"])
def test_the_poster_stands_upright_as_well(wen, tmp_path, video):
    said = bring(wen, film(tmp_path / "a.mov", video=video, turned=-90, size=(320, 180)))
    poster = said["url"].replace(".mp4", "-medium.webp")
    still = Image.open(io.BytesIO(served(wen, poster).data)).convert("RGB")
    assert still.size == (said["width"], said["height"]) == (180, 320)
    assert min(still.getpixel((170, 10))) > 240 and still.getpixel((10, 10))[1] < 60


def test_the_poster_is_the_first_picture_that_is_not_black(wen, tmp_path):
    said = bring(wen, film(tmp_path / "a.mp4", seconds=2, dark=1))
    poster = served(wen, said["url"].replace(".mp4", "-large.webp")).data
    assert min(Image.open(io.BytesIO(poster)).convert("RGB").getpixel((5, 5))) > 240
    assert db.session.scalars(select(Clip.colour)).one() != "#000000"


def zip_that_lies(tmp_path):
    return b"PK\x03\x04" + bytes(100)


def page_that_lies(tmp_path):
    return b"\0\0\0\x18ftypmp42" + b"<!doctype html><script>alert(1)</script>" * 100


def playlist(tmp_path):
    return b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"


def matroska(tmp_path):
    with av.open(str(tmp_path / "a.mkv"), "w", format="matroska") as made:
        made.add_stream("libx264", rate=10).width = 160
        made.start_encoding()
    return (tmp_path / "a.mkv").read_bytes()


def cut_off(tmp_path):
    whole = film(tmp_path / "a.mov")
    return whole[: len(whole) // 2]


def cut_off_behind_its_index(tmp_path):
    options = {"movflags": "faststart"}
    whole = film(tmp_path / "a.mp4", seconds=20, sound=None, options=options, rate=30)
    return whole[: whole.index(b"mdat") + 400]


def a_head_alone(tmp_path):
    return b"\0\0\0\x18ftypmp42" + bytes(1000)


def too_long(tmp_path):
    return film(tmp_path / "a.mp4", seconds=62, size=(32, 32), rate=2)


def too_small(tmp_path):
    return film(tmp_path / "a.mp4", size=(8, 8))


def too_wide(tmp_path):
    return film(tmp_path / "a.webm", size=(4400, 16), seconds=0.2)


def too_quick(tmp_path):
    return film(tmp_path / "a.mp4", size=(32, 32), rate=600)


def sound_alone(tmp_path):
    return song(tmp_path / "a.mp4")


def no_frames(tmp_path):
    return without_frames(tmp_path / "a.mp4")


def unknown_pictures(tmp_path):
    return film(tmp_path / "a.mov", video="qtrle", pixels="rgb24")


@pytest.mark.parametrize(
    ("make", "status", "word"),
    [
        (zip_that_lies, 415, "neither"),
        (page_that_lies, 422, "damaged"),
        (playlist, 415, "neither"),
        (matroska, 415, "neither"),
        (cut_off, 422, "damaged"),
        (cut_off_behind_its_index, 422, "damaged"),
        (a_head_alone, 422, "damaged"),
        (too_long, 422, "60 seconds"),
        (too_small, 422, "16 to 4096"),
        (too_wide, 422, "16 to 4096"),
        (too_quick, 422, "240"),
        (sound_alone, 422, "no moving"),
        (no_frames, 422, "not a single picture"),
        (unknown_pictures, 422, "H.264"),
    ],
)
def test_what_is_no_clip_is_refused_with_a_reason(wen, site, tmp_path, make, status, word):
    said = bring(wen, make(tmp_path), status, name="clip.mp4")
    assert word in said["error"] and said["error"].endswith(".")
    assert nothing_is_left(site) if status == 422 else not list(media_store().names())


def test_the_name_of_a_file_says_nothing(wen, tmp_path):
    assert bring(wen, film(tmp_path / "a.mp4"), name="../../cat.jpg")["url"].endswith(".mp4")


def test_a_clip_has_100_mebibytes_at_most(wen, site):
    head = b"\0\0\0\x18ftypmp42"
    assert "100 MB" in bring(wen, head + bytes(MAX_CLIP_BYTES), 413)["error"]
    fields = {
        "csrf_token": wen._token({}),
        "file": (io.BytesIO(bytes(MAX_CLIP_REQUEST_BYTES)), "a"),
    }
    assert wen.client.post("/media", data=fields).status_code == 413
    assert nothing_is_left(site)


def test_only_where_clips_are_brought_may_so_much_be_sent(wen, guest):
    much = {"body": "x", "file": (io.BytesIO(bytes(30_000_000)), "a")}
    assert wen.client.post("/write", data=much).status_code == 413
    much["file"] = (io.BytesIO(bytes(30_000_000)), "a")
    assert guest.client.post("/media", data=much).status_code == 303


def test_a_film_that_takes_too_long_is_given_up(wen, site, tmp_path, monkeypatch):
    data = film(tmp_path / "a.mp4")
    monkeypatch.setattr(filming, "SECONDS", 0.05)
    assert "too long to work" in bring(wen, data, 422)["error"]
    assert nothing_is_left(site)


def test_a_film_that_leads_the_decoder_astray_is_ended_by_its_own_limits(
    wen, tmp_path, monkeypatch
):
    monkeypatch.setattr(filming, "CPU_SECONDS", 1)
    data = film(tmp_path / "a.mov", video="libx265", seconds=4, size=(1280, 720), grain=90, rate=30)
    assert "too long to work" in bring(wen, data, 422)["error"]


def test_a_film_that_needs_too_much_memory_is_given_up(wen, site, tmp_path, monkeypatch):
    data = film(tmp_path / "a.mp4", size=(3840, 2160), seconds=0.3)
    monkeypatch.setattr(filming, "MEBIBYTES", 180)
    bring(wen, data, 422)
    assert nothing_is_left(site)


def test_nobody_waits_for_ever(wen, tmp_path, monkeypatch):
    data = film(tmp_path / "a.mp4")
    monkeypatch.setattr(filming, "PATIENCE_SECONDS", 0.01)
    with filming.turn():
        assert bring(wen, data, 503)["error"].startswith("Many clips")
    bring(wen, data)


@pytest.fixture
def large(tmp_path_factory):
    """A film of some 500 kB, most of which cannot be made smaller."""
    return film(tmp_path_factory.mktemp("films") / "a.mp4", size=(320, 180), grain=80, seconds=2)


def test_a_full_shelf_is_said_and_keeps_nothing(wen, small_disk, site, large, monkeypatch):
    monkeypatch.setitem(wen.client.application.extensions, "media", MediaFolder(small_disk))
    assert "full" in bring(wen, large, 507)["error"]
    assert not [path for path in small_disk.rglob("*") if path.is_file()]
    assert nothing_is_left(site)


@pytest.mark.parametrize("room", [0, 700_000])
def test_a_disk_that_fills_up_on_the_way_is_said(wen, small_disk, site, large, monkeypatch, room):
    """There is no room for the file as it comes, or none for the clean one beside it."""
    assert 400_000 < len(large) < 690_000
    subprocess.run(["mount", "-o", f"remount,size={room or 100_000}", small_disk], check=True)
    monkeypatch.setattr(incoming, "passing_folder", lambda: small_disk)
    answer = send(wen, large)
    assert (answer.status_code, "is full" in answer.text) == (507, True)
    assert nothing_is_left(site) and not list(small_disk.iterdir())


@pytest.fixture
def job(wen, works_off, tmp_path):
    """The address of the job that makes a clip of Wen's."""
    answer = send(wen, film(tmp_path / "a.mp4"), Prefer="respond-async")
    assert answer.status_code == 202
    return answer.get_json()["job"]


def test_a_clip_is_made_in_the_background(wen, job, works_off):
    (brought,) = media_store().names()
    assert wen.client.get(f"/media/{brought}").status_code == 404
    works_off()
    said = ask(wen, job)
    assert (said["state"], said["percent"]) == ("done", 100)
    assert served(wen, said["result"]["url"]).mimetype == "video/mp4"
    assert sorted(media_store().names()) == sorted(
        db.session.scalars(select(Clip)).one().file_names
    )


def test_a_job_that_fails_says_why_in_the_owners_language(mei, works_off, site, tmp_path):
    answer = send(mei, too_long(tmp_path), Prefer="respond-async")
    works_off()
    said = ask(mei, answer.get_json()["job"])
    assert said["state"] == "failed" and said["problem"].endswith(("。", "."))
    assert nothing_is_left(site)


def test_what_breaks_is_said_as_well(wen, job, works_off, site, monkeypatch):
    monkeypatch.setattr("community.media.clip_work.develop", lambda *_args: 1 / 0)
    works_off()
    assert "our side" in ask(wen, job)["problem"]
    assert nothing_is_left(site)


def test_without_script_one_is_led_to_the_job_and_on_to_the_clip(wen, works_off, tmp_path):
    wen.visits("/media").shows("Bring a picture or a clip").shows("100 MB and 60 seconds")
    answer = send(wen, film(tmp_path / "a.mp4"), accept=CHROMIUM)
    assert answer.status_code == 303
    works_off()
    page = wen.visits(answer.location).shows("Done.")
    page = wen.visits(page.one(id="job").one("a")["href"]).shows("![Tea]")
    assert page.one("video")["preload"] == "none"
    wen.visits("/media").shows("Your clips")


def test_what_a_clip_shows_can_be_said_later(wen, mei, job, works_off):
    works_off()
    address = ask(wen, job)["result"]["page"]
    wen.submits(address, alt="Two cats")
    wen.visits(address).shows("![Two cats]")
    wen.submits(address, alt="x" * 501, status=422)
    assert mei.client.get(address).status_code == 404


def test_ranges(guest, wen, tmp_path):
    url = bring(wen, film(tmp_path / "a.mp4"))["url"]
    whole = served(guest, url).data
    part = guest.client.get(url, headers={"Range": "bytes=4-7"}, buffered=True)
    assert (part.status_code, part.data) == (206, b"ftyp")
    assert part.headers["Content-Range"] == f"bytes 4-7/{len(whole)}"
    beyond = guest.client.get(url, headers={"Range": f"bytes={len(whole)}-"}, buffered=True)
    again = guest.client.get(url, headers={"If-None-Match": part.headers["ETag"]})
    assert (beyond.status_code, again.status_code) == (416, 304)
    assert "sandbox" in part.headers["Content-Security-Policy"]


def test_a_clip_stands_in_a_note_behind_its_still(wen, guest, tmp_path):
    said = bring(wen, film(tmp_path / "a.mp4"), alt="Two cats")
    note = make_article(by=wen.user, kind="note", body=said["markdown"])
    shown = guest.visits(note).one("video")
    assert (shown["src"], shown["width"], shown["height"]) == (said["url"], "160", "90")
    assert shown["aria-label"] == "Two cats" and "autoplay" not in shown
    assert served(guest, shown["poster"]).mimetype == "image/webp"
    assert shown.one("a")["href"] == said["url"]


def test_a_clip_that_is_not_there_is_a_link(wen, guest):
    article = make_article(by=wen.user, body=f"![Cats](/media/{'a' * 24}.mp4)")
    assert not guest.visits(article).all("video")


def test_a_clip_is_no_cover(wen, tmp_path):
    url = bring(wen, film(tmp_path / "a.mp4"))["url"]
    wen.submits("/write", status=422, title="Tea", body="Tea", cover=url, action="save")


def test_guests_are_sent_to_sign_in_and_others_turned_away(guest, dan, tmp_path):
    assert send(guest, film(tmp_path / "a.mp4")).status_code == 303
    assert send(dan, Path(tmp_path / "a.mp4").read_bytes()).status_code == 403
