"""The lanes by which pictures and sound come into the clean film: taken over, or turned."""

import contextlib
from fractions import Fraction
from typing import Any

import av
import av.filter

from .looking import THREADS, frames_of, shown_size

TURNED_SIDES, TURNED_RATE = (1280, 720), 60
# What turns by so many degrees against the clock.
UPRIGHT = {
    -90: (("transpose", "clock"),),
    90: (("transpose", "cclock"),),
    180: (("hflip", ""), ("vflip", "")),
    -180: (("hflip", ""), ("vflip", "")),
}
PLAIN = ("format", "pix_fmts=yuv420p")


class Copied:
    """A stream that is taken over as it is."""

    def __init__(self, made: Any, source: Any) -> None:
        self.made, self.stream = made, made.add_stream_from_template(source, opaque=True)

    def take(self, packet: Any) -> None:
        if packet.size:
            packet.dts = packet.pts if packet.dts is None else packet.dts
            packet.stream = self.stream
            self.made.mux(packet)

    def end(self) -> None:
        """Nothing is held back."""


class TurnedSound:
    """Sound that browsers do not play, in a form that they do."""

    def __init__(self, made: Any, source: Any, coder: str) -> None:
        self.made = made
        self.stream = made.add_stream(coder, rate=48_000)
        self.stream.layout = "mono" if source.codec_context.channels == 1 else "stereo"
        self.stream.bit_rate = 128_000

    def take(self, packet: Any) -> None:
        for frame in frames_of(packet):
            self.made.mux(self.stream.encode(frame))

    def end(self) -> None:
        self.made.mux(self.stream.encode())


class TurnedPictures:
    """Pictures that browsers do not play as H.264, upright, and no larger than they need to be."""

    def __init__(self, made: Any, source: Any, frame: Any) -> None:
        self.made, self.source = made, source
        self.rate = min(source.average_rate or Fraction(30), Fraction(TURNED_RATE))
        options = {"preset": "veryfast", "crf": "23", "threads": str(THREADS)}
        self.stream = made.add_stream("libx264", rate=self.rate, options=options)
        self.graph = self._graph(frame)

    def take(self, packet: Any) -> None:
        for frame in frames_of(packet):
            self._through(frame)

    def end(self) -> None:
        self._through(None)
        self.made.mux(self.stream.encode())

    def _through(self, frame: Any) -> None:
        self.graph.push(frame)
        with contextlib.suppress(av.error.BlockingIOError, av.error.EOFError):
            while True:
                self.made.mux(self.stream.encode(self.graph.pull()))

    def _graph(self, frame: Any) -> Any:
        """Return what turns a frame upright and makes it small, at a steady rate."""
        width, height = shown_size(frame, self.source.codec_context.sample_aspect_ratio)
        long, short = TURNED_SIDES
        scale = min(1.0, long / max(width, height), short / min(width, height))
        size = [max(2, round(side * scale / 2) * 2) for side in (width, height)]
        turns = UPRIGHT.get(frame.rotation, ())
        steps = [("scale", "{}:{}".format(*size)), *turns, ("fps", str(self.rate)), PLAIN]
        if len(turns) == 1:
            size.reverse()
        self.stream.width, self.stream.height = size
        self.stream.pix_fmt = "yuv420p"
        graph = av.filter.Graph()
        base = self.source.time_base
        buffer = graph.add_buffer(None, frame.width, frame.height, frame.format, time_base=base)
        made = [buffer, *(graph.add(*step) for step in steps)]
        graph.link_nodes(*made, graph.add("buffersink")).configure()
        return graph
