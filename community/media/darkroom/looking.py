"""Looking at a film: what it is made of, whether it is taken, and its first picture."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av

MIN_SIDE, MAX_SIDE = 16, 4096
MAX_RATE = 240
POSTER_SECONDS, POSTER_SIDE = 3, 1920
# Each has memory of its own, and others want to work as well.
THREADS = 2
# Of 255; darker than that is the moment before the light comes on.
MIN_LIGHT = 20
# Only these readers are ever asked, so that no file can pass for a list of other files.
READERS = {"mp4": "mov", "webm": "matroska"}
FOR_BROWSERS = {"h264", "av1", "vp8", "vp9"}
TO_BE_TURNED = {"hevc", "prores", "mpeg4", "mjpeg", "h263"}


class Unfit(Exception):
    """The film is not taken; the word says why, and the parent has the sentence."""


def opened(path: Path, kind: str) -> Any:
    return av.open(path.open("rb"), format=READERS[kind], metadata_errors="ignore")


def moving_stream(film: Any) -> Any:
    """Return the first stream of moving pictures; the cover of a song is none."""
    streams = [
        s for s in film.streams.video if not s.disposition & av.stream.Disposition.attached_pic
    ]
    if not streams:
        raise Unfit("still")
    video = streams[0]
    if video.codec_context is None:
        # What has frames of a kind that nobody knows may be whole; what has none was cut off.
        raise Unfit("codec" if video.frames else "damaged")
    if name_of(video) not in FOR_BROWSERS | TO_BE_TURNED:
        raise Unfit("codec")
    sides = (video.codec_context.width, video.codec_context.height)
    if not all(MIN_SIDE <= side <= MAX_SIDE for side in sides):
        raise Unfit("size" if any(sides) else "damaged")
    if (video.average_rate or 0) > MAX_RATE:
        raise Unfit("rate")
    video.codec_context.thread_count = THREADS
    return video


def name_of(stream: Any) -> str:
    return str(stream.codec_context.codec.canonical_name)


def first_light(film: Any, video: Any) -> Any:
    """Return the first frame that is not black, or of three seconds of darkness the least dark."""
    best, most, is_empty = None, -1.0, True
    start = None
    for packet in film.demux(video):
        is_empty = is_empty and not packet.size
        for frame in frames_of(packet):
            start = frame.time or 0 if start is None else start
            light = light_of(frame)
            if light > most:
                best, most = frame, light
            if light >= MIN_LIGHT or (frame.time or 0) - start > POSTER_SECONDS:
                return best
    if best is None:
        raise Unfit("empty" if is_empty else "damaged")
    return best


def frames_of(packet: Any) -> list[Any]:
    """Decode a packet; one that is spoilt has no frames, and perhaps the next one has."""
    try:
        return list(packet.decode())
    except (av.error.InvalidDataError, av.error.EOFError):
        return []


def light_of(frame: Any) -> float:
    plane = bytes(frame.reformat(width=32, height=32, format="gray").planes[0])
    return sum(plane) / len(plane)


def draw(frame: Any, video: Any, path: Path) -> dict[str, int]:
    """Draw a frame upright; return how large it is shown."""
    width, height = shown_size(frame, video.codec_context.sample_aspect_ratio)
    scale = min(1.0, POSTER_SIDE / max(width, height))
    size = {"width": max(1, round(width * scale)), "height": max(1, round(height * scale))}
    picture = frame.to_image(**size).rotate(frame.rotation, expand=True)
    picture.save(path, compress_level=1)
    if frame.rotation % 180:
        width, height = height, width
    return {"width": width, "height": height}


def shown_size(frame: Any, aspect: Fraction | None) -> tuple[int, int]:
    """Return the size in square pixels, before it is turned upright."""
    aspect = aspect or Fraction(1)
    if not Fraction(1, 4) <= aspect <= 4 or max(frame.width, frame.height) > MAX_SIDE:
        raise Unfit("size")
    return max(1, round(frame.width * aspect)), frame.height
