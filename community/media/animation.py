"""Pictures that move: they go on moving, as WebP and within bounds. One beyond them stands still."""

import io
from dataclasses import dataclass

from PIL import Image

from community.media.decoding import damaged, in_srgb, in_whole_colours, open_picture, scale_to

# HEIF and JPEG hold several pictures that are not moments of one.
MOVING_FORMATS = ("GIF", "WEBP", "PNG", "AVIF")
MAX_WIDTH = 960
MAX_FRAMES = 400
# What is decoded: each frame is as large as the whole.
MAX_DECODED_PIXELS = 200_000_000
# What is held and encoded: with more, all frames are made half as wide.
MAX_HELD_PIXELS = 16_000_000
MIN_WIDTH = 120
# A frame without a time of its own; browsers take the same.
PACE_MS = 100
QUALITY = 70
EFFORT = 2


@dataclass
class Film:
    """Frames of one size, each with its milliseconds; `loops` 0 goes on for ever."""

    frames: list[Image.Image]
    pace: list[int]
    loops: int

    @property
    def width(self) -> int:
        return self.frames[0].width

    @property
    def height(self) -> int:
        return self.frames[0].height

    def at(self, width: int) -> "Film":
        """Return it at most this wide."""
        scale = scale_to(self.width, self.height, width)
        if scale == 1:
            return self
        return Film([_scaled(frame, scale) for frame in self.frames], self.pace, self.loops)

    def webp(self) -> bytes:
        file = io.BytesIO()
        first, *rest = self.frames
        how = {"duration": self.pace, "loop": self.loops, "quality": QUALITY, "method": EFFORT}
        first.save(file, "WEBP", save_all=True, append_images=rest, **how)
        return file.getvalue()


def is_moving(picture: Image.Image) -> bool:
    """Tell whether a picture that was opened has more than one frame. Raises Refused (422)."""
    try:
        return picture.format in MOVING_FORMATS and bool(getattr(picture, "is_animated", False))
    except Exception as error:
        raise damaged() from error


def film_of(data: bytes) -> Film | None:
    """Return the frames of a picture that moves; None for one that stands still, or is beyond bounds.

    Raises Refused (422) for a damaged file.
    """
    picture = open_picture(data)
    if not is_moving(picture):
        return None
    most = min(MAX_FRAMES, MAX_DECODED_PIXELS // (picture.width * picture.height))
    try:
        return _read(picture, most)
    except Exception as error:  # Decoders fail in many ways of their own on damaged files.
        raise damaged() from error


def _read(picture: Image.Image, most: int) -> Film | None:
    film = Film([], [], _loops(picture))
    scale = scale_to(picture.width, picture.height, MAX_WIDTH)
    for number in range(most + 1):
        try:
            picture.seek(number)
        except EOFError:
            return film if len(film.frames) > 1 else None
        picture.load()
        film.frames.append(_frame(picture, scale))
        film.pace.append(max(20, int(picture.info.get("duration") or PACE_MS)))
        if len(film.frames) * film.width * film.height > MAX_HELD_PIXELS:
            scale /= 2
            film.frames = [_scaled(frame, 0.5) for frame in film.frames]
            if film.width < min(MIN_WIDTH, picture.width):
                return None
    return None


def _frame(picture: Image.Image, scale: float) -> Image.Image:
    whole = in_srgb(in_whole_colours(picture), picture.info.get("icc_profile"))
    frame = _scaled(whole.convert("RGBA"), scale)
    frame.info.clear()
    return frame


def _scaled(frame: Image.Image, scale: float) -> Image.Image:
    size = (max(1, round(frame.width * scale)), max(1, round(frame.height * scale)))
    return frame.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _loops(picture: Image.Image) -> int:
    """Return how often it plays, 0 for ever; a GIF that does not say plays once."""
    return int(picture.info.get("loop", 1 if picture.format == "GIF" else 0))
