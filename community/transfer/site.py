"""Which site this is, and whether it has anything of its own yet."""

import secrets
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select, text

from community.database import begin_writing, now
from community.extensions import db
from community.transfer.models import ImportedThing

SOURCE = "teahouse"
# A site with rows in none of these has at most accounts that were just made.
CONTENT = ("articles", "comments", "decisions", "log_entries", "pictures", "clips", "series")


def site_id() -> str:
    """Return the name that tells this site from all others, made when it is first asked for."""
    if found := known_id():
        return found
    begin_writing()
    made = known_id() or secrets.token_hex(16)
    db.session.merge(
        ImportedThing(source=SOURCE, kind="site", foreign_id=made, local_id=0, imported_at=now())
    )
    db.session.commit()
    return made


def known_id() -> str:
    """Return the name of this site; "" if nobody has asked for it yet."""
    query = select(ImportedThing.foreign_id).where(
        ImportedThing.source == SOURCE, ImportedThing.kind == "site"
    )
    return db.session.scalars(query.order_by(ImportedThing.foreign_id)).first() or ""


def is_laid_out() -> bool:
    """Tell whether the migrations have been here."""
    return inspect(db.engine).has_table("users")


def revision() -> str:
    """Return the version of the database's tables."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def has_content(connection: Any) -> bool:
    """Tell whether there is anything on this site besides accounts."""
    return any(_has_rows(connection, table) for table in CONTENT)


def is_untouched(connection: Any) -> bool:
    """Tell whether there are not even accounts."""
    return not _has_rows(connection, "users") and not has_content(connection)


def _has_rows(connection: Any, table: str) -> bool:
    return connection.execute(text(f"SELECT 1 FROM {table} LIMIT 1")).first() is not None
