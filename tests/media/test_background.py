"""What is done with pictures after the answer: large ones are made, and all get their AVIF."""

import io

import pytest
from PIL import Image
from sqlalchemy import func, select

from community.extensions import db
from community.jobs.models import Job
from community.media import work
from community.media.models import Picture
from community.media.storage import media_store
from tests.factories import ago
from tests.media.pictures import moving, picture, soft
from tests.media.test_upload import CHROMIUM, bring, served

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


def send(person, data, accept="application/json", **headers):
    fields = {"csrf_token": person._token({}), "file": (io.BytesIO(data), "a.jpg"), "alt": "Tea"}
    return person.client.post("/media", data=fields, headers={"Accept": accept, **headers})


def ask(person, job):
    return person.client.get(job, headers={"Accept": "application/json"}).get_json()


@pytest.fixture
def job(wen, works_off):
    """The address of the job that makes a large picture of Wen's."""
    answer = send(wen, picture((4000, 3000)), Prefer="respond-async")
    assert answer.status_code == 202
    return answer.get_json()["job"]


def test_a_large_picture_is_made_in_the_background(wen, job, works_off):
    assert ask(wen, job)["state"] == "waiting"
    works_off()
    said = ask(wen, job)
    assert (said["state"], said["percent"]) == ("done", 100)
    made = said["result"]
    assert (made["width"], made["height"]) == (1920, 1440)
    assert made["markdown"] == f"![Tea]({made['url']})"
    assert served(wen, made["url"]).mimetype == "image/webp"


def test_nothing_of_the_file_as_it_came_is_left(wen, job, works_off):
    (brought,) = media_store().names()
    assert wen.client.get(f"/media/{brought}").status_code == 404
    works_off()
    assert not [name for name in media_store().names() if name.endswith("brought")]


def test_a_small_one_is_there_at_once_whatever_is_preferred(wen, works_off):
    answer = send(wen, picture((600, 400)), Prefer="respond-async")
    assert (answer.status_code, answer.get_json()["width"]) == (200, 600)


def test_who_does_not_ask_for_a_job_waits_for_the_picture(wen, works_off):
    assert send(wen, picture((4000, 3000))).get_json()["width"] == 1920


def test_without_script_one_is_led_to_the_job_and_on_to_the_picture(wen, works_off):
    answer = send(wen, moving(), accept=CHROMIUM)
    assert answer.status_code == 303
    works_off()
    page = wen.visits(answer.location).shows("Done.")
    wen.visits(page.one(id="job").one("a")["href"]).shows("![Tea]")


def test_a_job_that_fails_says_why_in_the_owners_language(mei, works_off):
    answer = send(mei, picture((4000, 3000))[:40_000], Prefer="respond-async")
    works_off()
    said = ask(mei, answer.get_json()["job"])
    assert said["state"] == "failed" and "。" in said["problem"]
    assert db.session.scalar(select(func.count(Picture.id))) == 0
    assert list(media_store().names()) == []


def test_what_breaks_is_said_as_well(wen, job, works_off, monkeypatch):
    monkeypatch.setattr(work, "encode", lambda *_args, **_options: 1 / 0)
    works_off()
    assert "our side" in ask(wen, job)["problem"]


def test_what_is_no_picture_is_refused_at_once(wen, works_off):
    assert send(wen, b"%PDF-1.7", Prefer="respond-async").status_code == 415
    assert db.session.scalar(select(func.count(Job.id))) == 0


def test_the_job_of_somebody_else_is_not_shown(job, mei):
    assert mei.client.get(job, headers={"Accept": "application/json"}).status_code == 404


@pytest.fixture
def photo(wen, works_off):
    """The address of a picture of Wen's that has its AVIF."""
    url = bring(wen, soft())["url"]
    works_off()
    return url


def test_who_knows_avif_gets_it_under_the_same_address(guest, photo):
    answer = guest.client.get(photo, headers={"Accept": CHROMIUM}, buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "image/avif")
    assert "Accept" in answer.vary
    assert Image.open(io.BytesIO(answer.data)).format == "AVIF"


def test_who_does_not_gets_webp(guest, photo):
    for accept in ("*/*", "image/webp,image/*", ""):
        answer = guest.client.get(photo, headers={"Accept": accept}, buffered=True)
        assert answer.mimetype == "image/webp" and "Accept" in answer.vary


def test_avif_is_smaller_and_counted(photo):
    row = db.session.scalars(select(Picture)).one()
    sizes = [media_store().size(name) for name in row.file_names]
    assert row.has_avif and row.byte_count == sum(filter(None, sizes))
    for name in row.webp_names:
        avif = media_store().size(name.replace("webp", "avif"))
        assert avif is None or avif < media_store().size(name)


def test_what_the_queue_lost_is_made_up_for(wen, works_off):
    bring(wen, picture((60, 40)))
    work.queue.flush()
    db.session.execute(select(Picture)).scalar_one().created_at = ago(minutes=20)
    db.session.commit()
    work.add_missing_avif.call_local()
    assert db.session.scalar(select(Picture.has_avif).execution_options(populate_existing=True))


def test_a_picture_that_went_meanwhile_leaves_no_avif(wen, works_off):
    bring(wen, picture((600, 400)))
    row = db.session.scalars(select(Picture)).one()
    media_store().remove(row.file_names)
    db.session.delete(row)
    works_off()
    assert list(media_store().names()) == []


def test_you_have_it_already(guest, photo):
    first = guest.client.get(photo, buffered=True)
    again = guest.client.get(photo, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_ranges(guest, photo):
    whole = guest.client.get(photo, buffered=True).data
    for asked, status, part in (
        ("bytes=0-3", 206, whole[:4]),
        ("bytes=-5", 206, whole[-5:]),
        ("bytes=10-", 206, whole[10:]),
        (f"bytes={len(whole)}-", 416, b""),
        ("bytes=0-1,5-6", 200, whole),
        ("cups=1-2", 200, whole),
    ):
        answer = guest.client.get(photo, headers={"Range": asked}, buffered=True)
        assert (answer.status_code, answer.data) == (status, part), asked
        assert answer.headers["Accept-Ranges"] == "bytes"


def test_a_range_of_another_file_is_answered_with_the_whole(guest, photo):
    headers = {"Range": "bytes=0-3", "If-Range": '"another"'}
    assert guest.client.get(photo, headers=headers, buffered=True).status_code == 200
    head = guest.client.head(photo)
    assert head.data == b"" and int(head.headers["Content-Length"]) > 100
