"""Taking a copy of database and media while the site serves."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from community.database import now
from community.errors import NotFound
from community.extensions import db
from community.transfer import media_files
from community.transfer.archives import writing
from community.transfer.backups import on_postgresql, on_sqlite
from community.transfer.backups.copied import Copied
from community.transfer.backups.sums import SummedWriter, json_bytes
from community.transfer.site import revision

FORMAT = "teahouse-backup"
VERSION = 1


@dataclass
class Backup:
    """What a backup holds. `gone` are files whose pictures were deleted while it was taken."""

    rows: int
    files: int
    gone: int


def back_up(path: Path) -> Backup:
    """Write a backup. Raises CannotCarry where there is no room; then an older one of that name stays.

    The database comes first, as it is at one moment. A file is in its place before the row that names
    it is committed, and never changes: so every file that this copy names can be read afterwards,
    save those that somebody deletes, row and file, while the backup is being written.
    """
    with writing(path) as archive:
        summed = SummedWriter(archive)
        try:
            copied = _copy_database(summed, path.parent)
            files, gone = _copy_files(summed, copied.keys)
            with summed.member("manifest.json") as place:
                place.write(json_bytes(_manifest(copied, files, gone)))
            summed.put_sums()
        finally:
            summed.close()
    return Backup(sum(copied.rows.values()), files, gone)


def _copy_database(summed: SummedWriter, folder: Path) -> Copied:
    if db.engine.dialect.name == "sqlite":
        return on_sqlite.copy(summed, folder)
    return on_postgresql.copy(summed)


def _copy_files(summed: SummedWriter, keys: set[str]) -> tuple[int, int]:
    """Write the files; return how many, and how many were gone when their turn came."""
    files = gone = 0
    for name in media_files.names_of(keys):
        try:
            pieces = media_files.pieces(name)
        except NotFound:
            gone += 1
            continue
        with summed.member(f"media/{name}", level=None) as place:
            for piece in pieces:
                place.write(piece)
        files += 1
    return files, gone


def _manifest(copied: Copied, files: int, gone: int) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "database": db.engine.dialect.name,
        "revision": revision(),
        "made_at": now().isoformat(timespec="seconds"),
        "rows": copied.rows,
        "files": files,
        "files_gone": gone,
        **copied.more,
    }
