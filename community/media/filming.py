"""Having a film developed: in a process of its own, which is ended when it takes too long.

See `darkroom/`. Knows no database and no request.
"""

import json
import math
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Semaphore, Timer
from typing import IO, Any

from flask_babel import lazy_gettext as _l

from community.config import ROOT
from community.errors import Busy, Refused, TeahouseError
from community.media.encoding import Encoded, encode
from community.media.encoding import turn as picture_turn
from community.web.incoming import no_room

MEBIBYTES = 1024
# A minute of HEVC at 1080p takes 36 seconds of processor; the clock goes on while others work.
CPU_SECONDS = 120
SECONDS = 480
PATIENCE_SECONDS = 10
STEPS = 100
HEAD_BYTES = 64
# ISO files whose first brand is one of these are pictures.
STILL = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
# What a film of the first years of QuickTime may begin with.
OLD_BOXES = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_turn = Semaphore(1)

REASONS: dict[str, Any] = {
    "damaged": _l("This clip is damaged. Save it anew and try again."),
    "empty": _l("There is not a single picture in this clip."),
    "still": _l("There are no moving pictures in this file."),
    "long": _l("This clip is longer than 60 seconds. Cut it and try again."),
    "size": _l("The pictures of this clip are too small or too large: 16 to 4096 pixels a side."),
    "rate": _l("This clip has more than 240 pictures a second. Save it with fewer."),
    "codec": _l(
        "The pictures of this clip are of a kind that is not known here. Save it as H.264."
    ),
    "sound": _l("The sound of this clip is of a kind that is not known here. Save it as AAC."),
    "time": _l("This clip takes too long to work on. Make it smaller and try again."),
    "memory": _l("This clip needs too much memory. Make it smaller and try again."),
}


@dataclass(frozen=True)
class Developed:
    """A clean film at `path`, the sizes of its poster, and what is to be known of it."""

    path: Path
    poster: Encoded
    width: int
    height: int
    duration_ms: int
    container: str


def film_kind(file: IO[bytes]) -> str | None:
    """Tell by its first bytes what reads a film, "mp4" (MOV as well) or "webm"; None for what is none."""
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head:
        return "webm"
    is_film = head[4:8] == b"ftyp" and head[8:12] not in STILL
    return "mp4" if is_film or head[4:8] in OLD_BOXES else None


@contextmanager
def turn(patience_seconds: float | None = None) -> Iterator[None]:
    """Wait for one's turn: a process of the site has one film developed at a time.

    Raises Busy (503) when it does not come in time.
    """
    if not _turn.acquire(timeout=patience_seconds or PATIENCE_SECONDS):
        raise Busy(_l("Many clips are on their way in. Please try again in a moment."), 30)
    try:
        yield
    finally:
        _turn.release()


def develop(
    source: Path, kind: str, folder: Path, tell: Callable[[int], None] = lambda _done: None
) -> Developed:
    """Check a film and make a clean one of it in the folder. `tell` hears how many of the STEPS are done.

    Raises Refused (422) with the reason, or NoRoom (507).
    """
    said: dict[str, Any] = {}
    with _darkroom(source, folder, kind) as lines:
        for line in lines:
            said = json.loads(line)
            if "done" in said:
                tell(said["done"])
    if "container" not in said:
        raise _reason(said.get("problem", "time"))
    with picture_turn():
        poster = encode((folder / "poster.png").read_bytes())
    return Developed(path=folder / f"clip.{said['container']}", poster=poster, **said)


@contextmanager
def _darkroom(source: Path, folder: Path, kind: str) -> Iterator[IO[str]]:
    """Start the process and give the lines that it says; whatever happens, it is over afterwards."""
    limits = map(str, (MEBIBYTES, CPU_SECONDS, math.ceil(SECONDS)))
    process = subprocess.Popen(
        [sys.executable, "-m", "darkroom", str(source), str(folder), kind, *limits],
        # From beside the package: to import the site would take longer than most films.
        cwd=ROOT / "community" / "media",
        env={name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    watch = Timer(SECONDS, process.kill)
    watch.start()
    try:
        assert process.stdout
        with process.stdout:
            yield process.stdout
    finally:
        watch.cancel()
        process.kill()
        process.wait()


def _reason(problem: str) -> TeahouseError:
    return no_room() if problem == "full" else Refused(REASONS[problem], "file")
