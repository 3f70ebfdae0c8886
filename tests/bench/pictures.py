"""What pictures cost: milliseconds and bytes by kind and size, and the peak of memory.

`python -m tests.bench.pictures`; each kind is measured in a process of its own, on processor time.
"""

import io
import re
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from pillow_heif import register_heif_opener

from community.media.actions import EFFORT_AT_ONCE
from community.media.encoding import Encoded, encode, is_quick, smaller_as_avif
from tests.media.pictures import moving

PHOTOGRAPHS = Path(__file__).resolve().parents[2] / "community" / "demo" / "pictures"
# Kind, width, height, how it is saved.
STILL = (
    ("JPEG", 1600, 1200, {"quality": 90}),
    ("JPEG", 4000, 3000, {"quality": 90}),
    ("JPEG", 8000, 6000, {"quality": 90}),
    ("PNG", 1600, 1200, {}),
    ("PNG", 4000, 3000, {}),
    ("WEBP", 4000, 3000, {"method": 0}),
    ("AVIF", 4000, 3000, {"speed": 10}),
    ("HEIF", 4000, 3000, {"quality": 60}),
)
MOVING = ((480, 270, 40), (800, 600, 100))


@dataclass(frozen=True)
class Cost:
    """What one picture cost: milliseconds of WebP and of AVIF after it, bytes, and the peak in MiB."""

    name: str
    is_quick: bool
    bytes_in: int
    webp_ms: float
    webp: dict[str, int]
    avif_ms: float
    avif: dict[str, int]
    peak_mib: float


def photograph(kind: str, width: int, height: int, how: dict[str, int]) -> bytes:
    """Return a photograph of this size, with the grain that a camera adds."""
    register_heif_opener()
    path = min(PHOTOGRAPHS.glob("*.webp"))
    plain = Image.open(path).convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    grain = Image.effect_noise((width, height), 20).convert("RGB")
    file = io.BytesIO()
    Image.blend(plain, grain, 0.08).save(file, kind, **how)
    return file.getvalue()


def cost_of(name: str, path: str) -> Cost:
    """Measure one picture; run in a process of its own, so that the peak is its own."""
    data = Path(path).read_bytes()
    start = time.process_time()
    made = encode(data, effort=EFFORT_AT_ONCE)
    webp_ms = (time.process_time() - start) * 1000
    peak = peak_mib()
    start = time.process_time()
    avif = {size: len(found) for size, found in _avif(made).items()}
    avif_ms = (time.process_time() - start) * 1000
    webp = {size: len(file) for size, file in made.files.items()}
    return Cost(name, is_quick(data), len(data), webp_ms, webp, avif_ms, avif, peak)


def peak_mib() -> float:
    """Return the most memory that this process has had; a started one inherits `ru_maxrss`."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]


def _avif(made: Encoded) -> dict[str, bytes]:
    files = {size: smaller_as_avif(file) for size, file in made.files.items()}
    return {size: file for size, file in files.items() if file}


def measure(folder: Path) -> list[Cost]:
    """Write each picture to a file and have it measured."""
    samples = {
        f"{kind} {width} × {height}": photograph(kind, width, height, how)
        for kind, width, height, how in STILL
    }
    for width, height, frames in MOVING:
        name = f"GIF {width} × {height}, {frames} frames"
        samples[name] = moving("GIF", frames, (width, height))
    costs = []
    for name, data in samples.items():
        path = folder / "sample"
        path.write_bytes(data)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            costs.append(pool.submit(cost_of, name, str(path)).result())
    return costs


def line(cost: Cost) -> str:
    sizes = "  ".join(
        f"{size} {cost.webp[size] / 1000:.0f}/{cost.avif.get(size, cost.webp[size]) / 1000:.0f}"
        for size in cost.webp
    )
    how = "at once" if cost.is_quick else "by a job"
    return (
        f"{cost.name:28} {cost.bytes_in / 1e6:6.2f} MB  {how:8}  WebP {cost.webp_ms:5.0f} ms  "
        f"AVIF {cost.avif_ms:5.0f} ms  kB WebP/AVIF: {sizes}  peak {cost.peak_mib:.0f} MiB"
    )


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for cost in measure(Path(folder)):
            print(line(cost))
