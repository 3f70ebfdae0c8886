"""Films for the tests, made as they are needed."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from PIL import Image

PLACE = "+31.2304+121.4737+012/"
SILENCE = {"aac": "fltp", "libopus": "s16", "pcm_s16le": "s16"}
# Ending → pictures, sound.
USUAL = {
    ".mp4": ("libx264", "aac"),
    ".mov": ("libx264", "aac"),
    ".webm": ("libvpx-vp9", "libopus"),
}


def film(path: Path, seconds: float = 1, **how: Any) -> bytes:
    """Write a film to a path, red with a white quarter in the upper left, and return its bytes.

    `video`, `sound` (None for none), `size`, `rate`, `turned` (degrees against the clock), `dark`
    (seconds of black at the beginning), `grain` (for a large file), `pixels`, `options` and `notes`
    (metadata) say how.
    """
    video, sound = USUAL[path.suffix]
    options = how.get("options", {})
    with av.open(str(path), "w", format=path.suffix[1:], options=options) as made:
        made.metadata.update(how.get("notes", {}))
        pictures = _pictures(made, how.get("video", video), how)
        silence = _sound(made, how.get("sound", sound))
        for number in range(round(seconds * pictures.average_rate)):
            made.mux(pictures.encode(_frame(number, pictures, how)))
        made.mux(pictures.encode())
        if silence:
            _hush(made, silence, seconds)
    return path.read_bytes()


def song(path: Path) -> bytes:
    """Write a file with sound and no pictures."""
    with av.open(str(path), "w", format="mp4") as made:
        _hush(made, _sound(made, "aac"), 1)
    return path.read_bytes()


def from_a_telephone(path: Path) -> bytes:
    """Write a MOV held upright, that says where and with what it was taken."""
    notes = {"com.apple.quicktime.location.ISO6709": PLACE, "comment": "a secret comment"}
    options = {"movflags": "use_metadata_tags"}
    return film(path, turned=-90, notes=notes, options=options, size=(320, 180))


def without_frames(path: Path) -> bytes:
    """Return an MP4 that says what it is of, and then has nothing."""
    whole = film(path, options={"movflags": "empty_moov+frag_keyframe"})
    return whole[: whole.index(b"moof") - 4]


def _pictures(made: Any, coder: str, how: dict[str, Any]) -> Any:
    stream = made.add_stream(coder, rate=how.get("rate", 10))
    stream.width, stream.height = how.get("size", (160, 90))
    stream.pix_fmt = how.get("pixels", "yuv420p")
    if "turned" in how:
        stream.set_display_rotation(how["turned"])
    return stream


def _sound(made: Any, coder: str | None) -> Any:
    if coder is None:
        return None
    stream = made.add_stream(coder, rate=48_000)
    stream.layout = "mono"
    return stream


def _frame(number: int, stream: Any, how: dict[str, Any]) -> Any:
    is_dark = number < how.get("dark", 0) * stream.average_rate
    picture = Image.new("RGB", (stream.width, stream.height), "black" if is_dark else "red")
    if not is_dark:
        picture.paste("white", (0, 0, stream.width // 2, stream.height // 2))
    if "grain" in how:
        picture = Image.effect_noise(picture.size, how["grain"]).convert("RGB")
    frame = av.VideoFrame.from_image(picture)
    frame.pts, frame.time_base = number, 1 / Fraction(stream.average_rate)
    return frame


def _hush(made: Any, stream: Any, seconds: float) -> None:
    for number in range(round(seconds * 50)):
        frame = av.AudioFrame(SILENCE[stream.codec_context.name], "mono", 960)
        frame.planes[0].update(bytes(frame.planes[0].buffer_size))
        frame.rate, frame.pts = 48_000, number * 960
        made.mux(stream.encode(frame))
    made.mux(stream.encode())
