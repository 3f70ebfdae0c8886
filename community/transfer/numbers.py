"""Numbers of rows before they are written, so that many can be written at once and name one another."""

from collections import deque
from typing import Any

from sqlalchemy import func, select, text

from community.extensions import db


def reserve_ids(model: Any, count: int) -> deque[int]:
    """Return so many numbers that no row of this table has or will have.

    On SQLite the caller holds the one writer's place; on PostgreSQL they come from the sequence.
    """
    table = model.__tablename__
    if db.engine.dialect.name == "postgresql":
        query = "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :n)"
        return deque(db.session.scalars(text(query), {"name": table, "n": count}))
    highest = db.session.scalar(select(func.max(model.id))) or 0
    kept = db.session.scalar(
        text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}
    )
    first = max(highest, kept or 0) + 1
    return deque(range(first, first + count))
