"""Alembic's environment: the migrations run on the application's own engine."""

from alembic import context
from flask import current_app

from community.extensions import db


def run() -> None:
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=plain_type,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


def plain_type(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column types into migrations as the plain ones they stand for."""
    if kind == "type" and type(item).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    return False


run()
