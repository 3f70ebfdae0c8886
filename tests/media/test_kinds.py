"""What becomes of each kind of picture: telephones' own, those that move, those that lie."""

import io

import pytest
from PIL import Image, ImageCms

from community.errors import Refused, TooLarge, WrongKind
from community.media import animation
from community.media.encoding import encode, is_quick, smaller_as_avif
from tests.media.pictures import drawn, heic, huge_png, moving, picture


def opened(encoded, size="large"):
    return Image.open(io.BytesIO(encoded.files[size]))


def test_a_picture_of_a_telephone_is_taken():
    made = encode(heic((3000, 2000)))
    assert (made.width, made.height) == (1920, 1280)
    assert opened(made).convert("RGB").getpixel((1800, 1200))[0] > 200


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_picture_of_a_telephone_stands_upright_and_says_nothing_else(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCamera"
    data = heic((400, 300), exif=exif.tobytes(), xmp=b"<x:xmpmeta>SecretPlace</x:xmpmeta>")
    assert b"SecretCamera" in data
    made = encode(data)
    corners = {1: (10, 10), 3: (390, 290), 6: (290, 10), 8: (10, 390)}
    kept = opened(made).convert("RGB")
    assert min(kept.getpixel(corners[orientation])) > 200, "the white quarter is elsewhere"
    assert not any(b"Secret" in file for file in made.files.values())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_wide_colours_become_those_of_every_screen(kind):
    file = io.BytesIO()
    drawn((60, 40), "red").save(file, kind, icc_profile=swapped_profile())
    kept = opened(encode(file.getvalue()))
    red, green, _blue = kept.convert("RGB").getpixel((50, 30))
    assert green > 200 > 60 > red and "icc_profile" not in kept.info


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_what_moves_goes_on_moving(kind):
    made = opened(encode(moving(kind)))
    assert (made.format, made.n_frames, made.size) == ("WEBP", 5, (120, 80))
    assert made.info["loop"] == 0
    made.seek(4)
    made.load()
    assert made.info["duration"] == 70
    assert made.convert("RGB").getpixel((110, 30)) > (200, 200, 200)


def test_what_plays_once_plays_once():
    assert opened(encode(moving(loop=None))).info["loop"] == 1


def test_a_face_stands_still():
    assert getattr(opened(encode(moving(), "face")), "n_frames", 1) == 1


def test_a_film_of_many_frames_is_made_smaller(monkeypatch):
    monkeypatch.setattr(animation, "MAX_HELD_PIXELS", 600_000)
    made = encode(moving(frames=30, size=(400, 200)))
    assert (made.width, made.height) == (200, 100) and opened(made).n_frames == 30


def test_a_film_without_end_stands_still(monkeypatch):
    monkeypatch.setattr(animation, "MAX_FRAMES", 20)
    made = encode(moving(frames=21, size=(400, 200)))
    assert made.width == 400 and getattr(opened(made), "n_frames", 1) == 1


def test_a_film_that_is_cut_off_is_damaged():
    with pytest.raises(Refused):
        encode(moving("WEBP", frames=30)[:900])


def test_what_is_small_is_encoded_once():
    files = encode(picture((300, 200))).files
    assert files["small"] is files["medium"] is files["large"]


@pytest.mark.parametrize("data", [heic()[:-300], heic()[:200], b"\0\0\0\x18ftypheic" + b"\0" * 99])
def test_a_damaged_picture_of_a_telephone_is_refused(data):
    with pytest.raises((Refused, WrongKind)):
        encode(data)


def test_more_pixels_than_anyone_needs_are_refused_before_they_are_read():
    with pytest.raises(TooLarge):
        encode(huge_png())
    with pytest.raises(TooLarge):
        is_quick(huge_png())


def test_the_colour_behind_is_the_mean_and_none_behind_what_one_sees_through():
    assert encode(picture((60, 40))).colour.startswith("#")
    file = io.BytesIO()
    Image.new("RGBA", (60, 40), (200, 30, 30, 100)).save(file, "PNG")
    assert encode(file.getvalue()).colour == ""


def test_only_what_is_made_at_once_is_quick():
    assert is_quick(picture((3000, 2000)))
    assert not is_quick(picture((4000, 3000)))
    assert not is_quick(picture((2000, 1500), "PNG"))
    assert not is_quick(heic((1200, 1000))) and not is_quick(moving())


def test_avif_is_kept_only_where_it_is_smaller():
    (photo,) = {encode(picture((800, 600))).files["large"]}
    avif = smaller_as_avif(photo)
    assert avif is None or len(avif) < len(photo)
    assert smaller_as_avif(encode(moving()).files["large"]) is None


def swapped_profile() -> bytes:
    """Return the profile of a screen whose red is our green."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = plain.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ")
    return swapped.replace(b"?XYZ", b"gXYZ")
