"""From the bytes a person brings to clean pictures in three sizes. Knows no database and no request."""

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Semaphore

from flask_babel import lazy_gettext as _l
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from community.config import MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS
from community.errors import Busy, Refused, TooLarge, WrongKind
from community.media.models import WIDTHS

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
QUALITY = 80
EFFORT = 4
SRGB = ImageCms.createProfile("sRGB")
ORIENTATION = 0x0112
# Larger ones are made smaller piece by piece, so that never a second copy of the whole is in memory.
SMALL_PIXELS = 8_000_000
ROWS = 256
PATIENCE_SECONDS = 10
_turn = Semaphore(1)

# Pixels are counted from the header, below; Pillow's own guard stands behind it.
Image.MAX_IMAGE_PIXELS = MAX_IMAGE_PIXELS


@dataclass(frozen=True)
class Encoded:
    """A picture made anew: `files` is size → WebP bytes, `colour` its mean as #rrggbb."""

    width: int
    height: int
    colour: str
    files: dict[str, bytes]


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one's turn: a process works on one picture at a time, so that its memory is bounded.

    Raises Busy (503) when it does not come in time.
    """
    if not _turn.acquire(timeout=PATIENCE_SECONDS):
        raise Busy(_l("Many pictures are on their way in. Please try again in a moment."), 10)
    try:
        yield
    finally:
        _turn.release()


def encode(data: bytes, kind: str = "picture", effort: int = EFFORT) -> Encoded:
    """Return the picture in the sizes of its kind; a face is cut square.

    `effort` is what WebP spends on smaller files, from 0 to 6: 2 takes half the time of 4 for files
    4 % larger.

    Raises WrongKind (415), TooLarge (413), or Refused (422) for a damaged file.
    """
    if len(data) > MAX_IMAGE_BYTES:
        raise TooLarge(_l("This picture is larger than 20 MB. Make it smaller and try again."))
    picture = _upright(_open(data), kind)
    if kind == "face":
        picture = ImageOps.fit(picture, (min(picture.size),) * 2)
    sizes = {name: _scaled(picture, width) for name, width in WIDTHS[kind].items()}
    large = sizes["large"]
    return Encoded(
        large.width,
        large.height,
        _mean_colour(large),
        {n: _webp(p, effort) for n, p in sizes.items()},
    )


def _open(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise WrongKind(
            _l("This file is not a picture that is taken: JPEG, PNG, WebP, GIF or AVIF.")
        ) from error
    if picture.width * picture.height > MAX_IMAGE_PIXELS:
        raise _too_many_pixels()
    return picture


def _upright(picture: Image.Image, kind: str) -> Image.Image:
    """Decode it, in sRGB, the right way up, with nothing but its pixels; smaller where it is vast."""
    try:
        orientation = picture.getexif().get(ORIENTATION, 1)
        # A JPEG can be decoded at a half, a quarter or an eighth, which is all that is ever held.
        scale = _scale_to_large(picture.size, kind, orientation)
        width, height = picture.size
        picture.draft(None, (math.ceil(width * scale), math.ceil(height * scale)))
        picture.load()
        profile = picture.info.get("icc_profile")
        scale = _scale_to_large(picture.size, kind, orientation)
        plain = _in_srgb(_reduced(picture, scale), profile)
        plain.getexif()[ORIENTATION] = orientation
        ImageOps.exif_transpose(plain, in_place=True)
    except Exception as error:  # Decoders fail in many ways of their own on damaged files.
        raise Refused(_l("This picture is damaged. Save it anew and try again."), "file") from error
    plain = plain if plain.mode in ("RGB", "RGBA") else plain.convert("RGB")
    plain.info.clear()
    return plain


def _scale_to_large(size: tuple[int, int], kind: str, orientation: int) -> float:
    """Return by how much a picture shrinks on its way to the large size."""
    if kind == "face":
        return min(1.0, WIDTHS[kind]["large"] / min(size))
    width, height = reversed(size) if orientation >= 5 else size
    return _scale(width, height, WIDTHS[kind]["large"])


def _reduced(picture: Image.Image, scale: float) -> Image.Image:
    """Return it with whole colours, made smaller by a whole number if it is large."""
    factor = int(1 / scale) if picture.width * picture.height > SMALL_PIXELS else 1
    if factor == 1:
        return _in_whole_colours(picture)
    size = (math.ceil(picture.width / factor), math.ceil(picture.height / factor))
    rows = factor * ROWS
    whole = None
    for top in range(0, picture.height, rows):
        bottom = min(top + rows, picture.height)
        strip = _in_whole_colours(picture.crop((0, top, picture.width, bottom))).reduce(factor)
        whole = whole or Image.new(strip.mode, size)
        whole.paste(strip, (0, top // factor))
    assert whole
    return whole


def _in_whole_colours(picture: Image.Image) -> Image.Image:
    """Return it without palette, and with 8 bits for each colour."""
    if picture.mode.startswith("I"):
        # 16 bits of grey: `convert` would cut off what is above 255 instead of scaling it.
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture.convert("RGB") if picture.mode not in ("RGB", "CMYK", "L") else picture


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, source, SRGB, outputMode=mode) or picture
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    """Return the picture at most this wide; never larger than it is. Very tall ones shrink more."""
    scale = _scale(picture.width, picture.height, width)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture if scale == 1 else picture.resize(size, Image.Resampling.LANCZOS)


def _scale(width: int, height: int, wanted: int) -> float:
    return min(1.0, wanted / width, 4 * wanted / height)


def _webp(picture: Image.Image, effort: int) -> bytes:
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=QUALITY, method=effort)
    return file.getvalue()


def _mean_colour(picture: Image.Image) -> str:
    red, green, blue = picture.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _too_many_pixels() -> TooLarge:
    return TooLarge(_l("This picture has more than 50 megapixels. Make it smaller and try again."))
