"""Exports that were brought through the page: kept in the instance folder until they have come in."""

import re
import time
from pathlib import Path
from typing import Any

from flask import current_app

KEPT_SECONDS = 24 * 3600
_KEY = re.compile(r"[\w-]{8,60}")


def upload_path(key: str) -> Path:
    """Return where the file of a job lies, or would lie."""
    if not _KEY.fullmatch(key):
        raise ValueError("This is no key of a job.")
    return _folder() / key


def keep_upload(file: Any, key: str) -> Path:
    """Write an uploaded file to its place, whole or not at all; those of yesterday go."""
    _folder().mkdir(parents=True, exist_ok=True)
    sweep_uploads()
    path = upload_path(key)
    passing = path.with_suffix(".part")
    try:
        file.save(passing)
        passing.replace(path)
    finally:
        file.close()
        passing.unlink(missing_ok=True)
    return path


def sweep_uploads() -> None:
    """Delete files that nobody brought in within a day."""
    limit = time.time() - KEPT_SECONDS
    for path in _folder().iterdir():
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(current_app.instance_path) / "imports"
