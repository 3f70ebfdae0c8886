"""Files in a folder of the instance, two letters deep so that it stays easy to list."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from community.errors import NotFound
from community.web.incoming import as_no_room

CHUNK_BYTES = 256 * 1024
DAY_SECONDS = 24 * 3600


class MediaFolder:
    """Files by name in one folder; each is written beside the others and moved to its name when whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Return where a file lies; `aside/<name>` for one that is set aside."""
        if name.startswith("aside/"):
            return self.folder / name
        return self.folder / name[:2] / name

    def put_all(self, files: dict[str, bytes]) -> None:
        written: list[str] = []
        try:
            for name, data in files.items():
                with as_no_room(), self._incoming(name) as passing:
                    passing.write_bytes(data)
                written.append(name)
        except BaseException:
            self.remove(written)
            raise

    def put_file(self, name: str, path: Path) -> None:
        with as_no_room(), self._incoming(name) as passing:
            # Across file systems this copies, and room may run out on the way.
            shutil.move(path, passing)

    def size(self, name: str) -> int | None:
        try:
            return self.path(name).stat().st_size
        except OSError:
            return None

    def exists(self, name: str) -> bool:
        return self.size(name) is not None

    def open(self, name: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        if not self.exists(name):
            raise NotFound
        return _pieces(self.path(name), start, length)

    def remove(self, names: list[str]) -> None:
        for name in names:
            self.path(name).unlink(missing_ok=True)
            (self._aside / name).unlink(missing_ok=True)

    def names(self, before: datetime | None = None) -> Iterator[str]:
        for shelf in self.folder.glob("??"):
            for path in shelf.iterdir():
                if before is None or path.stat().st_mtime < before.timestamp():
                    yield path.name

    def names_aside(self) -> Iterator[str]:
        for path in self._aside.glob("*"):
            yield path.name

    def set_aside(self, names: list[str]) -> None:
        for name in names:
            if self.exists(name):
                self._aside.mkdir(parents=True, exist_ok=True)
                self.path(name).replace(self._aside / name)
                os.utime(self._aside / name)

    def put_back(self, names: list[str]) -> None:
        for name in names:
            if (self._aside / name).exists():
                self.path(name).parent.mkdir(parents=True, exist_ok=True)
                (self._aside / name).replace(self.path(name))

    def sweep_aside(self, days: int) -> None:
        """Delete what was set aside so many days ago, and what never came in whole."""
        _delete_older(self._aside, days)
        _delete_older(self.folder / "incoming", 1)

    @property
    def _aside(self) -> Path:
        return self.folder / "aside"

    @contextmanager
    def _incoming(self, name: str) -> Iterator[Path]:
        """Give a place to write to, and let what was written there take its name; or leave nothing."""
        passing: Path | None = None
        try:
            place = self.folder / "incoming"
            place.mkdir(parents=True, exist_ok=True)
            handle, made = tempfile.mkstemp(dir=place)
            os.close(handle)
            passing = Path(made)
            yield passing
            _settle(passing)
            self.path(name).parent.mkdir(parents=True, exist_ok=True)
            passing.replace(self.path(name))
        finally:
            if passing:
                passing.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """Let a file reach the disk before anybody is told that it is kept."""
    path.chmod(0o644)
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _pieces(path: Path, start: int, length: int | None) -> Iterator[bytes]:
    left = length
    with path.open("rb") as file:
        file.seek(start)
        while left is None or left > 0:
            piece = file.read(CHUNK_BYTES if left is None else min(CHUNK_BYTES, left))
            if not piece:
                return
            left = None if left is None else left - len(piece)
            yield piece


def _delete_older(folder: Path, days: int) -> None:
    limit = time.time() - days * DAY_SECONDS
    for path in folder.glob("*"):
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
