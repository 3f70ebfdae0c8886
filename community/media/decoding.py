"""From bytes to pixels: what kind it is by its content, upright, in sRGB, with nothing but its pixels."""

import io
import math

from flask_babel import lazy_gettext as _l
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from community.config import MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS
from community.errors import Refused, TooLarge, WrongKind
from community.media.models import WIDTHS

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF")
SRGB = ImageCms.createProfile("sRGB")
ORIENTATION = 0x0112
# Larger ones are made smaller piece by piece, so that never a second copy of the whole is in memory.
SMALL_PIXELS = 8_000_000
ROWS = 256

# Pixels are counted from the header, below; Pillow's own guard stands behind it.
Image.MAX_IMAGE_PIXELS = MAX_IMAGE_PIXELS
# One thread, and the picture itself only: no previews, no maps of depth.
register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


def open_picture(data: bytes) -> Image.Image:
    """Read the header. Raises WrongKind (415) TooLarge (413), or Refused (422) for a damaged one."""
    if len(data) > MAX_IMAGE_BYTES:
        raise TooLarge(_l("This picture is larger than 20 MB. Make it smaller and try again."))
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except UnidentifiedImageError as error:
        raise WrongKind(
            _l(
                "This file is neither a picture that is taken (JPEG, PNG, WebP, GIF, AVIF or HEIC) nor "
                "a clip (MP4, WebM or MOV)."
            )
        ) from error
    except Exception as error:  # Readers of headers fail in many ways of their own.
        raise damaged() from error
    if picture.width * picture.height > MAX_IMAGE_PIXELS:
        raise _too_many_pixels()
    return picture


def damaged() -> Refused:
    return Refused(_l("This picture is damaged. Save it anew and try again."), "file")


def upright(picture: Image.Image, kind: str) -> Image.Image:
    """Decode it, in sRGB, the right way up, with nothing but its pixels; smaller where it is vast.

    Raises Refused (422) for a damaged file.
    """
    try:
        orientation = picture.getexif().get(ORIENTATION, 1)
        # A JPEG can be decoded at a half, a quarter or an eighth, which is all that is ever held.
        scale = _scale_to_large(picture.size, kind, orientation)
        width, height = picture.size
        picture.draft(None, (math.ceil(width * scale), math.ceil(height * scale)))
        picture.load()
        profile = picture.info.get("icc_profile")
        scale = _scale_to_large(picture.size, kind, orientation)
        plain = in_srgb(_reduced(picture, scale), profile)
        plain.getexif()[ORIENTATION] = orientation
        ImageOps.exif_transpose(plain, in_place=True)
    except Exception as error:  # Decoders fail in many ways of their own on damaged files.
        raise damaged() from error
    plain = plain if plain.mode in ("RGB", "RGBA") else plain.convert("RGB")
    plain.info.clear()
    return plain


def scale_to(width: int, height: int, wanted: int) -> float:
    """Return by how much a picture shrinks to be at most so wide; very tall ones shrink more."""
    return min(1.0, wanted / width, 4 * wanted / height)


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return it in the colours that every screen knows; unchanged where its profile is no use."""
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, source, SRGB, outputMode=mode) or picture
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _scale_to_large(size: tuple[int, int], kind: str, orientation: int) -> float:
    """Return by how much a picture shrinks on its way to the large size."""
    if kind == "face":
        return min(1.0, WIDTHS[kind]["large"] / min(size))
    width, height = reversed(size) if orientation >= 5 else size
    return scale_to(width, height, WIDTHS[kind]["large"])


def _reduced(picture: Image.Image, scale: float) -> Image.Image:
    """Return it with whole colours, made smaller by a whole number if it is large."""
    factor = int(1 / scale) if picture.width * picture.height > SMALL_PIXELS else 1
    if factor == 1:
        return in_whole_colours(picture)
    size = (math.ceil(picture.width / factor), math.ceil(picture.height / factor))
    rows = factor * ROWS
    whole = None
    for top in range(0, picture.height, rows):
        bottom = min(top + rows, picture.height)
        strip = in_whole_colours(picture.crop((0, top, picture.width, bottom))).reduce(factor)
        whole = whole or Image.new(strip.mode, size)
        whole.paste(strip, (0, top // factor))
    assert whole
    return whole


def in_whole_colours(picture: Image.Image) -> Image.Image:
    """Return it without palette, and with 8 bits for each colour."""
    if picture.mode.startswith("I"):
        # 16 bits of grey: `convert` would cut off what is above 255 instead of scaling it.
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture.convert("RGB") if picture.mode not in ("RGB", "CMYK", "L") else picture


def _too_many_pixels() -> TooLarge:
    return TooLarge(_l("This picture has more than 50 megapixels. Make it smaller and try again."))
