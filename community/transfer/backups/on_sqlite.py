"""The database of a SQLite site: copied by SQLite itself, and brought back in one transaction."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from community.extensions import db
from community.transfer.archives import CHUNK_BYTES, Archive, CannotCarry
from community.transfer.backups.copied import Copied
from community.transfer.backups.sums import SummedWriter

MEMBER = "database.sqlite"
BUSY_SECONDS = 5.0
# SQLite's own patience with a busy target has no end.
TRIES = 20


def path_here() -> Path:
    return Path(str(db.engine.url.database))


def copy(summed: SummedWriter, folder: Path) -> Copied:
    """Copy the database as it is at one moment; those who read and write go on meanwhile."""
    with _passing(folder) as passing:
        with closing(_open(path_here())) as source, closing(_open(passing)) as target:
            source.backup(target)
            # One file, without a log beside it.
            target.execute("PRAGMA journal_mode=DELETE")
            copied = Copied(counted(target), _keys(target))
        with summed.member(MEMBER) as place, passing.open("rb") as file:
            while piece := file.read(CHUNK_BYTES):
                place.write(piece)
    return copied


def _keys(connection: sqlite3.Connection) -> set[str]:
    query = "SELECT key FROM pictures UNION SELECT key FROM clips"
    return {key for (key,) in connection.execute(query)}


def counted(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in sorted(connection.execute(tables))
    }


def is_in_use() -> bool:
    """Tell whether another process has the database open: then its log cannot be folded in."""
    db.session.remove()
    db.engine.dispose()
    if not path_here().exists():
        return False
    with closing(_open(path_here(), seconds=0.5)) as connection:
        try:
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.DatabaseError as error:
            return "locked" in str(error)
    return bool(mode != "delete")


def is_damaged() -> bool:
    """Tell whether what stands in the place of the database is none."""
    if not path_here().exists():
        return False
    with closing(_open(path_here())) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            return False
        except sqlite3.DatabaseError:
            return True
    return False


@contextmanager
def unpacked(archive: Archive, folder: Path, told: dict[str, Any]) -> Iterator[Path]:
    """Unpack the database of a backup and look at it. Raises CannotCarry if it does not hold."""
    with _passing(folder) as passing:
        with passing.open("wb") as file:
            for piece in archive.pieces(MEMBER):
                file.write(piece)
        try:
            _check(passing, told)
        except sqlite3.DatabaseError as error:
            raise CannotCarry(f"{MEMBER} is damaged ({error}).") from error
        yield passing


def _check(path: Path, told: dict[str, Any]) -> None:
    with closing(_open(path)) as connection:
        if (said := connection.execute("PRAGMA quick_check").fetchone()[0]) != "ok":
            raise CannotCarry(f"{MEMBER} is damaged ({said}).")
        if orphan := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise CannotCarry(f"{MEMBER}: a row of {orphan[0]} points to nothing.")
        if counted(connection) != told.get("rows"):
            raise CannotCarry(f"{MEMBER} has not the rows that the manifest names.")


def bring_back(unpacked_path: Path) -> None:
    """Write a database over the one here, wholly or not at all, whoever has it open."""
    db.session.remove()
    db.engine.dispose()
    tries = 0

    def lose_patience(_status: int, _left: int, _total: int) -> None:
        nonlocal tries
        tries += 1
        if tries > TRIES:
            raise CannotCarry("The database is busy: stop the site, and try again.")

    try:
        with closing(_open(unpacked_path)) as source, closing(_open(path_here())) as target:
            target.execute("PRAGMA journal_mode=WAL")
            target.execute("PRAGMA synchronous=FULL")
            source.backup(target, progress=lose_patience)
            target.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error as error:
        raise CannotCarry(f"The database cannot be written ({error}).") from error


@contextmanager
def damaged_aside() -> Iterator[Path]:
    """Move a damaged database out of the way; back, if what takes its place does not come."""
    place = path_here()
    aside = place.with_name(f"{place.name}.damaged")
    place.replace(aside)
    for ending in ("-wal", "-shm"):
        place.with_name(place.name + ending).unlink(missing_ok=True)
    try:
        yield aside
    except BaseException:
        aside.replace(place)
        raise


def _open(path: Path, seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=seconds, isolation_level=None)


@contextmanager
def _passing(folder: Path) -> Iterator[Path]:
    """Give a file for its owner's eyes only, which goes away afterwards."""
    handle, made = tempfile.mkstemp(prefix=".teahouse-", suffix=".sqlite", dir=folder)
    os.close(handle)
    try:
        yield Path(made)
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(made + ending).unlink(missing_ok=True)
