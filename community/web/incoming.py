"""Where large files stay while they come in: a folder of the instance, on the disk that has the room.

The folder for passing files of the system is often kept in memory.
"""

import errno
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from flask import Flask, Request, current_app, request
from flask_babel import lazy_gettext as _l

from community.errors import NoRoom

# Werkzeug's own: below it a file stays in memory.
MAX_BYTES_IN_MEMORY = 500 * 1024
DAY_SECONDS = 24 * 3600
FULL = (errno.ENOSPC, errno.EDQUOT)


def init_app(app: Flask) -> None:
    app.request_class = SpaciousRequest
    app.teardown_request(close_files)


class SpaciousRequest(Request):
    """A request whose large files are written to our own folder, without a name: they go by themselves."""

    def _get_file_stream(
        self, total_content_length: int | None, *about: Any, **more: Any
    ) -> IO[bytes]:
        if total_content_length is None or total_content_length > MAX_BYTES_IN_MEMORY:
            return tempfile.TemporaryFile("w+b", dir=passing_folder())
        return super()._get_file_stream(total_content_length, *about, **more)

    def _load_form_data(self) -> None:
        with as_no_room():
            super()._load_form_data()


def close_files(_error: BaseException | None) -> None:
    """Give back at once the room that files took on their way in."""
    request.close()


def passing_folder() -> Path:
    """Return the folder for what passes through, made if it is not there."""
    path = Path(current_app.instance_path) / "incoming"
    path.mkdir(parents=True, exist_ok=True)
    return path


def working_folder() -> "tempfile.TemporaryDirectory[str]":
    """Return a folder of one's own for some work, gone when it is closed."""
    return tempfile.TemporaryDirectory(dir=passing_folder(), ignore_cleanup_errors=True)


def left_over() -> list[Path]:
    """Return what work that was cut off has left behind, more than a day ago."""
    limit = time.time() - DAY_SECONDS
    return [path for path in passing_folder().iterdir() if path.stat().st_mtime < limit]


@contextmanager
def as_no_room() -> Iterator[None]:
    """Say NoRoom (507) where a disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise no_room() from error
        raise


def no_room() -> NoRoom:
    """Return what is said where a disk is full."""
    return NoRoom(
        _l("The shelf for pictures and clips is full. Nothing was kept; try again later.")
    )
