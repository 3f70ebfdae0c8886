"""The database of a PostgreSQL site: every table by COPY in one transaction, and back in one.

No other program is needed: pg_dump must be as new as the server, and is often not where the site is.
"""

from typing import Any

import psycopg
from sqlalchemy import Connection, Table, text
from sqlalchemy.exc import DBAPIError

from community.extensions import db
from community.transfer.archives import Archive, CannotCarry
from community.transfer.backups.copied import Copied
from community.transfer.backups.sums import SummedWriter
from community.transfer.whole.exporting import one_moment

LOCK_SECONDS = 15


def copy(summed: SummedWriter) -> Copied:
    """Copy all tables as they are at one moment; those who read and write go on meanwhile."""
    copied = Copied(more={"columns": {}, "sequences": {}})
    with one_moment() as connection:
        for table in _tables():
            columns = [column.name for column in table.columns]
            copied.more["columns"][table.name] = columns
            copied.rows[table.name] = _copy_out(connection, summed, table, columns)
        query = (
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()"
        )
        copied.more["sequences"] = {
            name: value for name, value in connection.execute(text(query)) if value is not None
        }
        keys = "SELECT key FROM pictures UNION SELECT key FROM clips"
        copied.keys = set(connection.scalars(text(keys)))
    return copied


def _tables() -> list[Table]:
    return list(db.metadata.sorted_tables)


def _member(name: str) -> str:
    return f"tables/{name}.copy"


def _names(columns: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _copy_out(
    connection: Connection, summed: SummedWriter, table: Table, columns: list[str]
) -> int:
    """Write the rows of a table, one a line; return how many."""
    order = _names([column.name for column in table.primary_key])
    query = f'COPY (SELECT {_names(columns)} FROM "{table.name}" ORDER BY {order}) TO STDOUT'
    with summed.member(_member(table.name)) as place, _driver(connection).cursor() as cursor:
        with cursor.copy(query) as rows:
            for piece in rows:
                place.write(piece)
        return max(0, cursor.rowcount)


def _driver(connection: Connection) -> psycopg.Connection[Any]:
    driver: Any = connection.connection.driver_connection
    return driver


def is_in_use() -> bool:
    """Tell whether anybody else is connected to the database."""
    db.session.remove()
    db.engine.dispose()
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    with db.engine.connect() as connection:
        return bool(connection.scalar(text(query)))


def check(archive: Archive, told: dict[str, Any]) -> None:
    """See that a backup has just the tables and columns of this version. Raises CannotCarry."""
    columns = told.get("columns")
    rows, sequences = told.get("rows"), told.get("sequences")
    if not all(isinstance(one, dict) for one in (columns, rows, sequences)):
        raise CannotCarry("manifest.json does not say which columns there are.")
    for table in _tables():
        there = (columns or {}).get(table.name)
        if there is None or not archive.has(_member(table.name)):
            raise CannotCarry(f"The table {table.name} is missing from the file.")
        if not isinstance(there, list) or set(there) != {one.name for one in table.columns}:
            raise CannotCarry(f"The table {table.name} of the file has other columns than here.")


def bring_back(archive: Archive, told: dict[str, Any]) -> None:
    """Write all tables over those here, in one transaction. Raises CannotCarry; then all is as it was."""
    db.session.remove()
    db.engine.dispose()
    try:
        with db.engine.begin() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'"))
            _empty(connection)
            for table in _tables():
                _copy_in(connection, archive, table, told)
            _guard(connection, "ENABLE")
            _let_count_on(connection, told["sequences"])
    except (DBAPIError, psycopg.Error) as error:
        said = str(getattr(error, "orig", error)).splitlines()[0]
        raise CannotCarry(f"The database cannot be written ({said}).") from error


def _empty(connection: Connection) -> None:
    """Take everything out; the logs refuse that, so their guards look away until all is back."""
    _guard(connection, "DISABLE")
    names = _names([table.name for table in _tables()])
    connection.execute(text(f"TRUNCATE {names}"))


def _guard(connection: Connection, state: str) -> None:
    for table in _tables():
        connection.execute(text(f'ALTER TABLE "{table.name}" {state} TRIGGER USER'))


def _copy_in(connection: Connection, archive: Archive, table: Table, told: dict[str, Any]) -> None:
    columns = _names(told["columns"][table.name])
    with _driver(connection).cursor() as cursor:
        with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as rows:
            for piece in archive.pieces(_member(table.name)):
                rows.write(piece)
        if cursor.rowcount != told["rows"].get(table.name):
            raise CannotCarry(f"{table.name} has not the rows that the manifest names.")


def _let_count_on(connection: Connection, sequences: dict[str, Any]) -> None:
    """Let ids go on from where they were, those of deleted rows included."""
    query = "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()"
    for name in list(connection.scalars(text(query))):
        if isinstance(sequences.get(name), int):
            values = {"name": f'"{name}"', "value": sequences[name]}
            connection.execute(text("SELECT setval(CAST(:name AS regclass), :value)"), values)
        else:
            connection.execute(text(f'ALTER SEQUENCE "{name}" RESTART'))
