"""Files of pictures and clips are what their names say, or nothing comes in."""

from fractions import Fraction

import av
import pytest
from PIL import Image

from community.transfer.archives import CannotCarry
from community.transfer.media_files import key_of
from community.transfer.whole.files import check
from tests.media.pictures import picture


def film(path, codec):
    """Write a film of a few frames."""
    with av.open(str(path), "w") as clip:
        stream = clip.add_stream(codec, rate=Fraction(10))
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for shade in range(5):
            frame = av.VideoFrame.from_image(Image.new("RGB", (64, 48), (shade * 40,) * 3))
            clip.mux(stream.encode(frame))
        clip.mux(stream.encode())


@pytest.mark.parametrize(("kind", "codec"), [("mp4", "mpeg4"), ("webm", "libvpx")])
def test_a_clip_is_a_clip(tmp_path, kind, codec):
    film(tmp_path / f"a.{kind}", codec)
    check(tmp_path / f"a.{kind}", f"a.{kind}")


@pytest.mark.parametrize("data", [b"", b"ftypmp42", b"\x1aE\xdf\xa3", b"<html>"])
@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_other_bytes_are_none(tmp_path, kind, data):
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(CannotCarry, match="is no clip"):
        check(tmp_path / "a", f"a.{kind}")


@pytest.mark.parametrize(
    ("kind", "name"), [("JPEG", "a.webp"), ("WEBP", "a.avif"), ("PNG", "a.jpg")]
)
def test_a_picture_of_another_kind_is_none(tmp_path, kind, name):
    (tmp_path / "a").write_bytes(picture((40, 30), kind))
    with pytest.raises(CannotCarry, match="is no picture"):
        check(tmp_path / "a", name)


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
def test_a_picture_that_is_cut_short_is_none(tmp_path, kind):
    (tmp_path / "a").write_bytes(picture((400, 300), kind)[:-200])
    with pytest.raises(CannotCarry, match="is no picture"):
        check(tmp_path / "a", f"a.{kind.lower()}")


@pytest.mark.parametrize("name", ["abc.mp4", "abc-small.webp", "aside/abc-large.avif"])
def test_the_key_of_a_file_is_in_its_name(name):
    assert key_of(name) == "abc"
