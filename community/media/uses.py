"""Where pictures and clips are used: wherever the database names their key, or points at their row.

All tables are looked through, by the types of their columns, so that a table that comes later is not
forgotten, and a picture that something shows is never taken for unused.
"""

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Select, String, Table, cast, func, select, text
from sqlalchemy import Text as LongText

from community.extensions import db
from community.media.models import Clip, Picture

# A run of 24 hexadecimal digits; a longer run is something else.
KEY = re.compile(r"(?<![0-9a-f])[0-9a-f]{24}(?![0-9a-f])")
KEY_CHARACTERS = 24
# Up to here a column may hold a key alone; what is longer holds words with addresses in them.
MAX_KEY_COLUMN = 60
# Their own rows are no use, nor is the work that made them.
NO_USES = frozenset({"pictures", "clips", "jobs"})
ROWS_AT_ONCE = 500
OWNERS = (Picture, Clip)


def used_keys() -> set[str]:
    """Return the keys of all pictures and clips that anything uses. Reads the whole database, in a stream."""
    found: set[str] = set()
    for query in _questions():
        rows = db.session.execute(query.execution_options(yield_per=ROWS_AT_ONCE))
        for (words,) in rows:
            found.update(KEY.findall(words))
    return found


def hold_still() -> None:
    """Let nobody write to what `used_keys` reads, until the transaction ends.

    On SQLite the writer's place does that by itself.
    """
    if db.engine.dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in _tables())
        db.session.execute(text(f"LOCK TABLE {names} IN SHARE MODE"))


def _tables() -> list[Table]:
    return [table for table in db.metadata.sorted_tables if table.name not in NO_USES]


def _questions() -> Iterator[Select[Any]]:
    for table in _tables():
        for column in table.columns:
            if (query := _pointing(column)) is not None or (query := _naming(column)) is not None:
                yield query


def _pointing(column: Column[object]) -> Select[Any] | None:
    """Ask for the keys of the rows that a foreign key points at."""
    for owner in OWNERS:
        if any(key.column.table is owner.__table__ for key in column.foreign_keys):
            return select(owner.key).where(owner.id.in_(select(column)))
    return None


def _naming(column: Column[object]) -> Select[Any] | None:
    """Ask for the words of a column that may name a key; None for one that cannot."""
    kind = column.type
    if isinstance(kind, JSON):
        words: ColumnElement[str] = cast(column, LongText)
        return select(words).where(func.length(words) > KEY_CHARACTERS)
    if not isinstance(kind, String):
        return None
    if kind.length is None or kind.length > MAX_KEY_COLUMN:
        return select(column).where(column.contains("/media/"))
    if kind.length >= KEY_CHARACTERS:
        return select(column).where(func.length(column) == KEY_CHARACTERS)
    return None
