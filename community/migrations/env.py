"""Alembic's environment: the migrations run on the application's own engine."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from community.extensions import db


def run() -> None:
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=plain_type,
            **current_app.extensions["migrate"].configure_args,
        )
        set_foreign_keys(connection, "OFF")
        try:
            with context.begin_transaction():
                context.run_migrations()
            refuse_orphans(connection)
            connection.commit()
        finally:
            # A transaction that is still open would keep the switch from turning.
            connection.rollback()
            set_foreign_keys(connection, "ON")


def set_foreign_keys(connection: Connection, state: str) -> None:
    """Let SQLite rebuild a table that others point to: dropping the old one would delete their rows.

    Outside of a transaction, where alone this has an effect.
    """
    if connection.dialect.name == "sqlite":
        raw: Any = connection.connection.driver_connection
        raw.execute(f"PRAGMA foreign_keys={state}")


def refuse_orphans(connection: Connection) -> None:
    """Roll back what would leave a row pointing to nothing."""
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if orphans:
            raise RuntimeError(
                f"The migration would leave rows without what they point to: {orphans[:5]}"
            )


def plain_type(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column types into migrations as the plain ones they stand for."""
    if kind == "type" and type(item).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    return False


run()
