"""From the bytes a person brings to clean pictures in three sizes. Knows no database and no request."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Semaphore

from flask_babel import lazy_gettext as _l
from PIL import Image, ImageOps

from community.errors import Busy
from community.media.animation import Film, film_of, is_moving
from community.media.decoding import open_picture, scale_to, upright
from community.media.models import WIDTHS

QUALITY = 80
EFFORT = 4
# Of photographs 28 % smaller than our WebP at 960 pixels and 18 % at 1600, in 1.5 s for the three sizes.
AVIF_QUALITY = 55
AVIF_SPEED = 6
# A second file for a few bytes is not worth its place.
AVIF_GAIN = 0.95
PATIENCE_SECONDS = 10
# What is made in a fifth of a second on one slow core; larger ones are better made in the background.
# A JPEG is decoded at a fraction of its size, the others whole.
QUICK_PIXELS = {"JPEG": 8_000_000, "PNG": 2_000_000, "WEBP": 2_000_000, "GIF": 2_000_000}
QUICK_PIXELS_OF_OTHERS = 1_000_000
# Decoding, then each size.
STEPS = 4
_turn = Semaphore(1)


@dataclass(frozen=True)
class Encoded:
    """A picture made anew: `files` is size → WebP bytes, `colour` its mean as #rrggbb."""

    width: int
    height: int
    colour: str
    files: dict[str, bytes]


@contextmanager
def turn(patience_seconds: float | None = None) -> Iterator[None]:
    """Wait for one's turn: a process works on one picture at a time, so that its memory is bounded.

    Raises Busy (503) when it does not come in time.
    """
    if not _turn.acquire(timeout=patience_seconds or PATIENCE_SECONDS):
        raise Busy(_l("Many pictures are on their way in. Please try again in a moment."), 10)
    try:
        yield
    finally:
        _turn.release()


def is_quick(data: bytes) -> bool:
    """Tell from the header whether a picture is made at once. Raises WrongKind (415), TooLarge (413)."""
    picture = open_picture(data)
    most = QUICK_PIXELS.get(picture.format or "", QUICK_PIXELS_OF_OTHERS)
    return picture.width * picture.height <= most and not is_moving(picture)


def encode(
    data: bytes,
    kind: str = "picture",
    effort: int = EFFORT,
    tell: Callable[[int], None] = lambda _done: None,
) -> Encoded:
    """Return the picture in the sizes of its kind; a face is cut square and stands still.

    `effort` is what WebP spends on smaller files, from 0 to 6: 2 takes half the time of 4 for files
    4 % larger. `tell` hears how many of the STEPS are done.

    Raises WrongKind (415), TooLarge (413), or Refused (422) for a damaged file.
    """
    picture = open_picture(data)
    film = film_of(data) if kind != "face" and is_moving(picture) else None
    if film is None:
        picture = upright(open_picture(data), kind)
        if kind == "face":
            picture = ImageOps.fit(picture, (min(picture.size),) * 2)
    tell(1)
    return _moving(film, kind, tell) if film else _still(picture, kind, effort, tell)


def _still(picture: Image.Image, kind: str, effort: int, tell: Callable[[int], None]) -> Encoded:
    files: dict[str, bytes] = {}
    made: dict[tuple[int, int], bytes] = {}
    for name, width in WIDTHS[kind].items():
        sized = _scaled(picture, width)
        # What is small to begin with has several sizes alike.
        made[sized.size] = made.get(sized.size) or _webp(sized, effort)
        files[name] = made[sized.size]
        tell(len(files) + 1)
    return Encoded(sized.width, sized.height, _colour_behind(sized), files)


def _moving(film: Film, kind: str, tell: Callable[[int], None]) -> Encoded:
    files: dict[str, bytes] = {}
    made: dict[int, bytes] = {}
    for name, width in WIDTHS[kind].items():
        sized = film.at(width)
        made[sized.width] = made.get(sized.width) or sized.webp()
        files[name] = made[sized.width]
        tell(len(files) + 1)
    return Encoded(film.width, film.height, _colour_behind(film.frames[0]), files)


def smaller_as_avif(webp: bytes) -> bytes | None:
    """Return one of our own files as AVIF; None where that is hardly smaller, or the picture moves."""
    picture = Image.open(io.BytesIO(webp), formats=("WEBP",))
    if getattr(picture, "is_animated", False):
        return None
    file = io.BytesIO()
    picture.save(file, "AVIF", quality=AVIF_QUALITY, speed=AVIF_SPEED, max_threads=1)
    return file.getvalue() if file.tell() < AVIF_GAIN * len(webp) else None


def _colour_behind(picture: Image.Image) -> str:
    """Return the mean colour; none for a picture that one sees through, behind which it would stay."""
    if picture.mode == "RGBA" and any(picture.getchannel("A").histogram()[:250]):
        return ""
    red, green, blue = picture.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    """Return the picture at most this wide; never larger than it is."""
    scale = scale_to(picture.width, picture.height, width)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture if scale == 1 else picture.resize(size, Image.Resampling.LANCZOS)


def _webp(picture: Image.Image, effort: int) -> bytes:
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=QUALITY, method=effort)
    return file.getvalue()
