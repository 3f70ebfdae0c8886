"""Where the files lie: a folder of the instance, two letters deep so that it stays easy to list."""

import os
import tempfile
import time
from pathlib import Path

from flask import current_app


class MediaFolder:
    """Files by name in one folder. A file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        return self.folder / name[:2] / name

    def put_all(self, files: dict[str, bytes]) -> None:
        """Write the files; if one fails, none of them is left."""
        written: list[Path] = []
        try:
            for name, data in files.items():
                written.append(self._put(self.path(name), data))
        except OSError:
            for path in written:
                path.unlink(missing_ok=True)
            raise

    def _put(self, path: Path, data: bytes) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, passing = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(passing).chmod(0o644)
            Path(passing).replace(path)
        except OSError:
            Path(passing).unlink(missing_ok=True)
            raise
        return path

    def remove(self, names: list[str]) -> None:
        for name in names:
            self.path(name).unlink(missing_ok=True)

    def set_aside(self, names: list[str]) -> None:
        """Move files to where no address leads."""
        for name in names:
            if self.path(name).exists():
                self._aside.mkdir(parents=True, exist_ok=True)
                self.path(name).replace(self._aside / name)
                os.utime(self._aside / name)

    def put_back(self, names: list[str]) -> None:
        for name in names:
            if (self._aside / name).exists():
                self.path(name).parent.mkdir(parents=True, exist_ok=True)
                (self._aside / name).replace(self.path(name))

    def sweep_aside(self, days: int) -> None:
        """Delete what was set aside so many days ago."""
        limit = time.time() - days * 24 * 3600
        for path in self._aside.glob("*") if self._aside.exists() else ():
            if path.stat().st_mtime < limit:
                path.unlink(missing_ok=True)

    @property
    def _aside(self) -> Path:
        return self.folder / "aside"


def media_folder() -> MediaFolder:
    """Return where this site keeps its files."""
    return MediaFolder(Path(current_app.instance_path) / "media")
