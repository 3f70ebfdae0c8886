"""Changing what nobody is to change."""

from sqlalchemy import text

from community.extensions import db


def forge(*statements: str) -> None:
    """Change the database as somebody does who has the file."""
    if db.engine.dialect.name == "sqlite":
        for table in ("log_entries", "decisions"):
            for verb in ("update", "delete"):
                db.session.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{verb}"))
    else:
        db.session.execute(text("SET LOCAL session_replication_role = replica"))
    for statement in statements:
        db.session.execute(text(statement))
    db.session.commit()
