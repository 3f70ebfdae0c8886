"""Writing the whole site into one file, in an order that is always the same."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, String, collate, or_, select

from community.database import now
from community.errors import NotFound
from community.extensions import db
from community.transfer import media_files
from community.transfer.archives import Writer, writing
from community.transfer.site import SOURCE, revision, site_id
from community.transfer.whole.carried import Carried, all_carried

FORMAT = "teahouse-export"
VERSION = 1
BATCH = 500


@dataclass
class Exported:
    """What went into the file: rows by table, files, and files that were gone when their turn came."""

    rows: Counter[str] = field(default_factory=Counter)
    files: int = 0
    bytes: int = 0
    gone: list[str] = field(default_factory=list)


def export_site(path: Path) -> Exported:
    """Write everything the community has made into a file. Raises CannotCarry where there is no room."""
    told, site = Exported(), site_id()
    with writing(path) as archive:
        keys: set[str] = set()
        with one_moment() as connection:
            for carried in all_carried():
                told.rows[carried.name] = _write_rows(archive, connection, carried, keys)
        _write_files(archive, keys, told)
        archive.put_json("manifest.json", _manifest(site, told))
    return told


@contextmanager
def one_moment() -> Iterator[Connection]:
    """Give a connection that sees the database as it was at one moment, whoever writes meanwhile."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def _manifest(site: str, told: Exported) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "site": site,
        "made_at": now().isoformat(timespec="seconds"),
        "database": revision(),
        "rows": dict(told.rows),
        "files": told.files,
    }


def _write_rows(archive: Writer, connection: Connection, carried: Carried, keys: set[str]) -> int:
    """Write the rows of one table; note the keys of files in passing."""
    count = 0
    with archive.member(carried.member) as place:
        for batch in rows_of(connection, carried):
            place.write("".join(map(carried.written, batch)).encode())
            count += len(batch)
            if carried.name in ("pictures", "clips"):
                keys.update(row.key for row in batch)
    return count


def rows_of(connection: Connection, carried: Carried) -> Iterator[list[Any]]:
    """Yield the rows of a table by their primary key, some at a time."""
    table = carried.table
    query = select(*carried.columns.values()).order_by(*_order(connection, carried))
    if carried.name == "imported_things":
        # What came from another Teahouse is known to this one only.
        source = table.c.source
        query = query.where(~or_(source == SOURCE, source.startswith(f"{SOURCE} ")))
    result = connection.execution_options(yield_per=BATCH).execute(query)
    for batch in result.partitions():
        yield list(batch)


def _order(connection: Connection, carried: Carried) -> list[Any]:
    """Return by what to sort; words by their bytes, whatever the language of the database."""
    is_postgresql = connection.dialect.name == "postgresql"
    return [
        collate(column, "C") if is_postgresql and isinstance(column.type, String) else column
        for column in carried.table.primary_key
    ]


def _write_files(archive: Writer, keys: set[str], told: Exported) -> None:
    """Write the files of all pictures and clips; they never change, so that later is early enough."""
    for name in media_files.names_of(keys):
        try:
            pieces = media_files.pieces(name)
        except NotFound:
            told.gone.append(name)
            continue
        with archive.member(f"media/{name}", level=None) as place:
            for piece in pieces:
                place.write(piece)
                told.bytes += len(piece)
        told.files += 1
