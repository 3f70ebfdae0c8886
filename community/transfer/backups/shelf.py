"""Backups side by side in one folder, under the moment when each was begun."""

import re
from pathlib import Path

from community.database import now
from community.transfer.archives import CannotCarry

NAME = re.compile(r"teahouse-\d{4}-\d\d-\d\dT\d{6}Z\.zip")


def dated(folder: Path) -> Path:
    """Return where the next backup goes. Raises CannotCarry if the place is no folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise CannotCarry(f"{folder} is no folder for backups: {error.strerror}.") from error
    return folder / now().strftime("teahouse-%Y-%m-%dT%H%M%SZ.zip")


def drop_older(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest backups; what is called otherwise is none, and stays."""
    backups = sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))
    older = backups[:-keep]
    for path in older:
        path.unlink(missing_ok=True)
    return older
