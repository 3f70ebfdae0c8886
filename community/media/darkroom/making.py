"""Making a clean film: its pictures and its sound, and nothing else that was in the file."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from .lanes import Copied, TurnedPictures, TurnedSound
from .looking import (
    MAX_RATE,
    TO_BE_TURNED,
    Unfit,
    draw,
    first_light,
    moving_stream,
    name_of,
    opened,
)

MAX_SECONDS = 60
# Sound is as long as its last packet, which nobody counts.
GRACE_SECONDS = 0.5
PIXELS_FOR_BROWSERS = {"yuv420p", "yuvj420p"}
SOUND = {"mp4": ({"aac", "mp3"}, "aac"), "webm": ({"opus", "vorbis"}, "libopus")}
SOUND_KNOWN = {"aac", "mp3", "opus", "vorbis", "alac", "ac3", "eac3", "flac", "amrnb", "amrwb"}


def develop(source: Path, folder: Path, kind: str, tell: Callable[[int], None]) -> dict[str, Any]:
    """Write `poster.png` and `clip.mp4` or `clip.webm`. Raises Unfit."""
    with opened(source, kind) as film:
        video = moving_stream(film)
        frame = first_light(film, video)
        shown = draw(frame, video, folder / "poster.png")
    with opened(source, kind) as film:
        return {**shown, **Clean(film, kind, frame, tell).write(folder)}


class Clean:
    """A film made anew of the pictures and the sound of another, and of nothing else in it."""

    def __init__(self, film: Any, kind: str, frame: Any, tell: Callable[[int], None]) -> None:
        self.film, self.frame, self.tell = film, frame, tell
        self.video = moving_stream(film)
        name = name_of(self.video)
        self.is_turned = name in TO_BE_TURNED or (
            name == "h264" and self.video.codec_context.pix_fmt not in PIXELS_FOR_BROWSERS
        )
        is_webm = kind == "webm" and name not in TO_BE_TURNED | {"h264"}
        self.container = "webm" if is_webm or name == "vp8" else "mp4"
        self.sound = self._sound()
        self.frames, self.start, self.end = 0, Fraction(10**9), Fraction(0)

    def _sound(self) -> Any:
        tracks = [track for track in self.film.streams.audio if track.codec_context]
        known = [t for t in tracks if name_of(t) in SOUND_KNOWN or name_of(t).startswith("pcm_")]
        if self.film.streams.audio and not known:
            raise Unfit("sound")
        return known[0] if known else None

    def write(self, folder: Path) -> dict[str, Any]:
        path = folder / f"clip.{self.container}"
        how = {"fflags": "+bitexact"} | (
            {"movflags": "+faststart"} if path.suffix == ".mp4" else {}
        )
        with av.open(str(path), "w", format=self.container, options=how) as made:
            lanes = {self.video.index: self._lane_of_pictures(made)}
            if self.sound:
                lanes[self.sound.index] = self._lane_of_sound(made)
            for packet in self._packets():
                lanes[packet.stream_index].take(packet)
            for lane in lanes.values():
                lane.end()
        milliseconds = self._checked_length()
        return {"container": self.container, "duration_ms": milliseconds}

    def _lane_of_pictures(self, made: Any) -> Any:
        if self.is_turned:
            return TurnedPictures(made, self.video, self.frame)
        return Copied(made, self.video)

    def _lane_of_sound(self, made: Any) -> Any:
        taken, coder = SOUND[self.container]
        if name_of(self.sound) in taken:
            return Copied(made, self.sound)
        return TurnedSound(made, self.sound, coder)

    def _packets(self) -> Iterator[Any]:
        """Yield the packets in order, timing them: what a header says of its length may be a lie."""
        told = 0
        for packet in self.film.demux([s for s in (self.video, self.sound) if s]):
            if packet.size:
                self._time(packet)
            if (done := self._percent()) > told:
                self.tell(told := done)
            yield packet

    def _percent(self) -> int:
        whole = (self.film.duration or 0) / 1_000_000 or MAX_SECONDS
        return min(99, int(100 * float(self.end - self.start) / whole))

    def _time(self, packet: Any) -> None:
        moment = packet.pts if packet.pts is not None else packet.dts
        if moment is None:
            raise Unfit("damaged")
        if packet.stream_index == self.video.index:
            self.frames += 1
        self.start = min(self.start, moment * packet.time_base)
        self.end = max(self.end, (moment + max(0, packet.duration or 0)) * packet.time_base)
        if self.end - self.start > MAX_SECONDS + GRACE_SECONDS:
            raise Unfit("long")

    def _checked_length(self) -> int:
        """Return the milliseconds that are really there; a film that is cut off has fewer than it says."""
        if not self.frames:
            raise Unfit("empty")
        seconds = float(self.end - self.start)
        if self.frames > MAX_RATE * max(seconds, 1.0):
            raise Unfit("rate")
        said = (self.film.duration or 0) / 1_000_000
        if said > 1.1 * seconds + 1:
            raise Unfit("damaged")
        return max(1, round(1000 * seconds))
