"""Cards that were drawn, kept in a folder by what they show; the oldest make room for new ones."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Semaphore

from flask_babel import lazy_gettext as _l

from community.errors import Busy
from community.feeds.cards import CardWords, draw_card

# Raise it with every change of how cards look.
EDITION = 1
# About 25 kB each.
MAX_CARDS = 2_000
PATIENCE_SECONDS = 5
_turn = Semaphore(1)


def card(folder: Path, words: CardWords) -> bytes:
    """Return the card, drawn now if it is not in the folder. Raises Busy if many are being drawn."""
    path = folder / f"{name_of(words)}.png"
    if kept := _read(path):
        return kept
    with _in_turn():
        if kept := _read(path):  # Somebody else asked for the same one in the meantime.
            return kept
        drawn = draw_card(words)
        _keep(path, drawn)
    return drawn


def name_of(words: CardWords) -> str:
    """Name a card after what it shows."""
    return hashlib.sha256(repr((EDITION, words)).encode()).hexdigest()[:32]


@contextmanager
def _in_turn() -> Iterator[None]:
    if not _turn.acquire(timeout=PATIENCE_SECONDS):
        raise Busy(_l("Many pictures are being drawn. Please try again in a moment."), 10)
    try:
        yield
    finally:
        _turn.release()


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError:
        return b""
    return data


def _keep(path: Path, data: bytes) -> None:
    """Write it whole or not at all. A full disk costs the time to draw it again, and nothing else."""
    passing = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make_room(path.parent)
        handle, passing = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(passing).replace(path)
    except OSError:
        if passing:
            Path(passing).unlink(missing_ok=True)


def _make_room(folder: Path) -> None:
    """Remove the oldest tenth once the folder is full."""
    kept = list(folder.iterdir())
    if len(kept) < MAX_CARDS:
        return
    for path in sorted(kept, key=_written_at)[: MAX_CARDS // 10 + len(kept) - MAX_CARDS]:
        path.unlink(missing_ok=True)


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # Another process was faster.
        return 0.0
