"""Where the files lie: a folder of the instance, two letters deep so that it stays easy to list."""

import os
import tempfile
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


def media_folder() -> MediaFolder:
    """Return where this site keeps its files."""
    return MediaFolder(Path(current_app.instance_path) / "media")
