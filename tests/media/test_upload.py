"""Bringing a picture."""

import io
import json

import pytest
from PIL import Image, ImageChops, ImageStat
from sqlalchemy import func, select

from community.config import MAX_IMAGE_BYTES
from community.extensions import db
from community.media import encoding
from community.media.encoding import encode
from community.media.models import Picture
from tests.media.pictures import huge_png, picture, with_place

# The test client leaves the passing files of large uploads to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
CHROMIUM = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def bring(person, data, status=200, name="cat.jpg", **fields):
    """Send a file as the editor's script does; return what the site says of it."""
    fields = {"csrf_token": person._token({}), "file": (io.BytesIO(data), name), **fields}
    answer = person.client.post("/media", data=fields, headers={"Accept": "application/json"})
    assert answer.status_code == status, answer.text
    return json.loads(answer.text)


def served(person, address):
    answer = person.client.get(address, buffered=True)
    assert answer.status_code == 200
    return answer


def test_a_picture_comes_back_in_three_sizes(wen):
    said = bring(wen, picture((3000, 2000)), alt="Two cats")
    assert (said["width"], said["height"]) == (1920, 1280)
    assert said["markdown"] == f"![Two cats]({said['url']})"
    for size, width in (("small", 480), ("medium", 960), ("large", 1920)):
        answer = served(wen, said["url"].replace("large", size))
        assert Image.open(io.BytesIO(answer.data)).width == width
        assert answer.mimetype == "image/webp"


def test_a_small_picture_is_not_blown_up(wen):
    said = bring(wen, picture((300, 200), "PNG"), name="small.png")
    assert (said["width"], said["height"]) == (300, 200)


def test_nothing_but_the_picture_is_kept_and_it_stands_upright(wen):
    said = bring(wen, with_place())
    data = served(wen, said["url"]).data
    kept = Image.open(io.BytesIO(data))
    assert kept.size == (800, 1200)
    assert not kept.getexif() and "exif" not in kept.info
    assert b"SecretCamera" not in data and b"secret comment" not in data


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "AVIF"])
def test_other_kinds_are_taken(wen, kind):
    assert bring(wen, picture((60, 40), kind), name=f"cat.{kind.lower()}")["width"] == 60


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"not a picture at all", 415),
        (b"", 415),
        (SVG, 415),
        (b"%PDF-1.7 ", 415),
        (huge_png(), 413),
        (picture()[:2000], 422),
        (b"\0" * (MAX_IMAGE_BYTES + 1), 413),
    ],
    ids=["text", "empty", "svg", "pdf", "400 megapixels", "cut off", "21 MB"],
)
def test_what_is_no_picture_is_refused_with_a_reason(wen, data, status):
    said = bring(wen, data, status)
    assert said["error"].endswith(".")
    assert db.session.scalar(select(func.count(Picture.id))) == 0


def test_the_name_of_a_file_says_nothing(wen):
    assert bring(wen, picture(), name="../../evil.svg")["url"].startswith("/media/")


def test_a_file_that_lies_about_its_kind_is_looked_into(wen):
    bring(wen, SVG, 415, name="cat.png")


def test_without_script_the_page_shows_what_to_copy(wen):
    data = {"csrf_token": wen._token({}), "file": (io.BytesIO(picture()), "cat.jpg")}
    answer = wen.client.post("/media", data=data, headers={"Accept": CHROMIUM})
    assert answer.status_code == 200
    assert "/media/" in answer.text and "<pre" in answer.text
    wen.visits("/media").shows("Bring a picture")


def test_guests_are_sent_to_sign_in(guest):
    guest.is_sent_to_sign_in("/media")
    guest.is_sent_to_sign_in("/media", alt="a cat")


def test_pictures_run_nothing_and_are_kept_by_browsers(wen):
    headers = served(wen, bring(wen, picture())["url"]).headers
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" in headers["Cache-Control"]


@pytest.mark.parametrize(
    "name", ["x", "../secret_key", "0" * 24 + "-large.webp", "0" * 24 + "-huge.webp"]
)
def test_names_that_are_none_are_not_found(guest, name):
    assert guest.client.get(f"/media/{name}").status_code == 404


def sixteen_bits():
    """Return a PNG of four grey columns in 16 bits each."""
    column = Image.new("I", (50, 200))
    made = Image.new("I", (200, 200))
    for number, value in enumerate((0, 20_000, 40_000, 60_000)):
        column.paste(value, (0, 0, 50, 200))
        made.paste(column, (50 * number, 0))
    file = io.BytesIO()
    made.convert("I;16").save(file, "PNG")
    return file.getvalue()


def test_sixteen_bits_of_grey_keep_their_greys(wen):
    data = served(wen, bring(wen, sixteen_bits(), name="scan.png")["url"]).data
    kept = Image.open(io.BytesIO(data)).convert("L")
    greys = [kept.getpixel((25 + 50 * number, 100)) for number in range(4)]
    assert all(abs(a - b) <= 3 for a, b in zip(greys, (0, 78, 156, 234), strict=True)), greys


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_large_picture_is_the_same_picture_made_smaller(kind):
    data = picture((4800, 3000), kind)
    made = encode(data)
    assert (made.width, made.height) == (1920, 1200)
    wanted = Image.open(io.BytesIO(data)).resize((1920, 1200))
    kept = Image.open(io.BytesIO(made.files["large"]))
    assert max(ImageStat.Stat(ImageChops.difference(wanted, kept)).mean) < 2


@pytest.mark.parametrize("mode", ["P", "1", "L", "LA", "RGB", "RGBA"])
@pytest.mark.parametrize("size", [(60, 40), (3600, 2400)])
def test_pictures_of_every_make_are_read(mode, size):
    file = io.BytesIO()
    Image.new("RGBA", size, (200, 30, 30, 128)).convert(mode).save(file, "PNG")
    assert encode(file.getvalue(), effort=0).width == min(1920, size[0])


def test_a_turned_large_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    made = encode(picture((4000, 3000), exif=exif), effort=0)
    assert (made.width, made.height) == (1920, 2560)


def test_one_picture_at_a_time_and_nobody_waits_for_ever(wen, monkeypatch):
    monkeypatch.setattr(encoding, "PATIENCE_SECONDS", 0.01)
    data = picture((60, 40))
    with encoding.turn():
        said = bring(wen, data, 503)
        assert said["error"].startswith("Many pictures")
        fields = {"csrf_token": wen._token({}), "file": (io.BytesIO(data), "cat.jpg")}
        answer = wen.client.post("/media", data=fields, headers={"Accept": CHROMIUM})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    bring(wen, data)
