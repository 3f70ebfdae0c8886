"""The site under test, once on each database: laid out once, put back before every test.

Both are migrated by Alembic, never by `create_all`, so that the tests run on what a site runs on.
"""

import shutil
import sqlite3
import tempfile
from pathlib import Path

import psycopg
from flask import Flask
from flask_migrate import upgrade

from community import create_app
from community.config import read_settings
from community.extensions import db
from tests import seen_templates

IN_MEMORY = Path("/dev/shm")


class Site:
    """The application on one database. `reset()` gives every test an untouched one."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            "SECRET_KEY": "only for the tests",
            "INSTANCE_PATH": str(folder),
            "DATABASE_URL": database_url,
            "RATE_LIMITS": "off",
            "SIGN_UP_CHALLENGE": "off",
            "WORKERS": "1",
        }
        self.others: list[Flask] = []
        self.app = self.make_app()
        self.others.clear()
        with self.app.app_context():
            upgrade()

    def make_app(self, **settings: str) -> Flask:
        """Make an application on the same database, with some settings of its own."""
        app = create_app(read_settings(self.environment | settings))
        app.testing = True
        seen_templates.watch(app)
        self.others.append(app)
        return app

    def reset(self) -> None:
        """Put the database back to what the migrations made, and empty the instance folder."""
        self.close_others()
        self.reset_database()
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)

    def reset_database(self) -> None:
        raise NotImplementedError

    def close_others(self) -> None:
        """Close the connections of the applications with settings of their own."""
        while self.others:
            with self.others.pop().app_context():
                db.engine.dispose()

    def close(self) -> None:
        self.close_others()
        with self.app.app_context():
            db.engine.dispose()
        shutil.rmtree(self.folder, ignore_errors=True)


class SqliteSite(Site):
    """On a file, copied from a template through SQLite itself."""

    def __init__(self) -> None:
        folder = _new_folder()
        self.path = folder / "teahouse.sqlite"
        super().__init__(f"sqlite:///{self.path}", folder)
        self.template = sqlite3.connect(":memory:")
        self.target = sqlite3.connect(self.path)
        self.target.backup(self.template)

    def reset_database(self) -> None:
        self.template.backup(self.target)

    def close(self) -> None:
        self.template.close()
        self.target.close()
        super().close()


class PostgresqlSite(Site):
    """On a database of its own; what a test wrote is deleted, with all triggers asleep."""

    def __init__(self, address: str) -> None:
        folder = _new_folder()
        super().__init__(address.replace("postgresql://", "postgresql+psycopg://", 1), folder)
        self.connection = psycopg.connect(address, autocommit=True)
        self.connection.execute("SET session_replication_role = replica")
        tables = self._names("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        sequences = self._names("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
        kept = {"alembic_version"} | {name for name in tables if self._has_rows(name)}
        self.statements = "; ".join(
            [f'DELETE FROM "{name}"' for name in tables if name not in kept]
            + [f'ALTER SEQUENCE "{name}" RESTART' for name in sequences]
            # The one row that the migrations write and the site changes.
            + ["UPDATE log_head SET entry_count = 0, digest = ''"]
        )

    def _names(self, query: str) -> list[str]:
        return [name for (name,) in self.connection.execute(query)]

    def _has_rows(self, table: str) -> bool:
        return bool(self.connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone())

    def reset_database(self) -> None:
        self.connection.execute(self.statements)

    def close(self) -> None:
        self.connection.close()
        super().close()


def _new_folder() -> Path:
    """Make a folder in memory where the system has room for that."""
    return Path(tempfile.mkdtemp(prefix="teahouse-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
