"""What clips cost: seconds, processor time, bytes and the peak of memory of the darkroom, by kind.

`python -m tests.bench.clips`; each is a minute of moving grain, and measured in the process that makes it.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import av
from PIL import Image

from community.config import MAX_CLIP_BYTES
from community.media import filming

SECONDS, RATE = 60, 30
# Name, ending, coder of the pictures, width, height, options.
QUICK = {"preset": "ultrafast"}
KINDS = (
    ("H.264 720p", "mp4", "libx264", 1280, 720, QUICK | {"crf": "32"}),
    ("H.264 1080p", "mov", "libx264", 1920, 1080, QUICK | {"crf": "34"}),
    (
        "VP8 720p",
        "webm",
        "libvpx",
        1280,
        720,
        {"deadline": "realtime", "cpu-used": "16", "b": "6M"},
    ),
    ("HEVC 720p", "mov", "libx265", 1280, 720, QUICK | {"crf": "34"}),
    ("HEVC 1080p", "mov", "libx265", 1920, 1080, QUICK | {"crf": "36"}),
)


@dataclass
class Cost:
    """What one clip cost; `peak_mib` is that of the darkroom."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    peak_mib: float = 0.0


def film(path: Path, coder: str, width: int, height: int, options: dict[str, str]) -> None:
    """Write a minute of grain that moves across the picture."""
    grain = Image.effect_noise((width // 4 + 64, height // 4 + 64), 60).convert("RGB")
    with av.open(str(path), "w") as made:
        stream = made.add_stream(coder, rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(SECONDS * RATE):
            left, top = number % 64, number // 3 % 64
            part = grain.crop((left, top, left + width // 4, top + height // 4))
            frame = av.VideoFrame.from_image(part.resize((width, height)))
            frame.pts = number
            made.mux(stream.encode(frame))
        made.mux(stream.encode())


@contextmanager
def watched() -> Iterator[Cost]:
    """Measure what goes on inside, and the most memory that a child of this process has."""
    cost, is_over = Cost(), Event()
    watcher = Thread(target=_watch, args=(cost, is_over))
    watcher.start()
    before, start = os.times(), time.monotonic()
    yield cost
    after = os.times()
    cost.wall_s = time.monotonic() - start
    used = zip(after[:4], before[:4], strict=True)
    cost.cpu_s = sum(end - begin for end, begin in used)
    is_over.set()
    watcher.join()


def _watch(cost: Cost, is_over: Event) -> None:
    children = Path(f"/proc/{os.getpid()}/task")
    while not is_over.wait(0.02):
        for path in children.glob("*/children"):
            for child in path.read_text().split():
                cost.peak_mib = max(cost.peak_mib, _peak_of(child))


def _peak_of(child: str) -> float:
    try:
        lines = Path(f"/proc/{child}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(one.split()[1]) / 1024 for one in lines if one.startswith("VmHWM")), 0.0)


def measure(folder: Path) -> Iterator[str]:
    """Have each film developed, and yield a line of what it cost."""
    for name, ending, coder, width, height, options in KINDS:
        source, place = folder / f"a.{ending}", folder / name
        place.mkdir()
        film(source, coder, width, height, options)
        size = source.stat().st_size
        with watched() as cost:
            made = filming.develop(source, "webm" if ending == "webm" else "mp4", place)
        over = " (more than is taken)" if size > MAX_CLIP_BYTES else ""
        yield (
            f"{name:12} {size / 1e6:6.1f} MB{over} -> {made.path.stat().st_size / 1e6:6.1f} MB "
            f"{made.container:4}  {cost.wall_s:6.2f} s, {cost.cpu_s:6.2f} s of processor, "
            f"peak {cost.peak_mib:.0f} MiB"
        )


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for line in measure(Path(folder)):
            print(line)
