"""The database: column types, SQLite's pragmas, one commit per request, cursors of key-set pages."""

import base64
import binascii
import json
import threading
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response
from sqlalchemy import DateTime, Dialect, Engine, Executable, event
from sqlalchemy.types import TypeDecorator

from community import facts
from community.extensions import db

BUSY_TIMEOUT_MS = 5_000
# PostgreSQL refuses to compare a column of whole numbers with a larger one.
MAX_INTEGER = 2**31 - 1


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC and always read back with its zone. Refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs its zone.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def init_app(app: Flask) -> None:
    """Bind the database to the application: pragmas on connect, one commit per request."""
    db.init_app(app)
    app.after_request(commit_or_roll_back)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            prepare_sqlite(db.engine)


def prepare_sqlite(engine: Engine) -> None:
    """Set what every SQLite connection needs, and let a transaction begin where SQLAlchemy says."""

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        # The driver's own BEGIN comes late and makes read-then-write transactions fail with
        # "database is locked" at once; we begin ourselves (see `begin`).
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "cache_size=-8000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        is_write = connection.get_execution_options().get("begins_writing")
        if is_write:
            turn.take(connection.info)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")

    @event.listens_for(engine, "checkin")
    def end(_connection: Any, record: Any) -> None:
        turn.give_back(record.info)

    turn = WritersTurn()


class WritersTurn:
    """Lets the threads of this process write one after the other.

    SQLite has one writer at a time anyway. Who waits for it there sleeps and looks again, ever more
    rarely; who waits here goes on the moment that the other's connection is back in the pool.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def take(self, info: dict[Any, Any]) -> None:
        """Wait for the turn; after the busy time-out leave it to SQLite to refuse."""
        if not info.get("has_turn"):
            info["has_turn"] = self._lock.acquire(timeout=BUSY_TIMEOUT_MS / 1000)

    def give_back(self, info: dict[Any, Any]) -> None:
        if info.pop("has_turn", False):
            self._lock.release()


def begin_writing() -> None:
    """Take the writer's place from the start, so that what is read first cannot go stale.

    On SQLite a read that turns into a write fails at once if another has written in between,
    whatever the busy time-out; requests that write therefore wait for their turn before they read.
    """
    db.session.commit()
    if db.engine.dialect.name == "sqlite":
        db.session.connection(execution_options={"begins_writing": True})


def commit_or_roll_back(response: Response) -> Response:
    """Commit once if the request succeeded, else leave nothing; facts follow the commit."""
    if response.status_code >= 400:
        db.session.rollback()
        return response
    db.session.commit()
    facts.deliver()
    return response


def change(statement: Executable, **options: Any) -> int:
    """Run a statement that writes; return how many rows it changed."""
    # Of an INSERT the number is else not kept on every database.
    options["preserve_rowcount"] = True
    result: Any = db.session.execute(statement, execution_options=options)
    return int(result.rowcount)


def encode_cursor(*values: int | str | datetime) -> str:
    """Return the place in a key-set page as short text for an address."""
    plain = [v.isoformat() if isinstance(v, datetime) else v for v in values]
    packed = json.dumps(plain, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def decode_cursor(text: str | None, *kinds: type) -> list[Any] | None:
    """Return the values of a cursor, each of its kind; None for none and for rubbish."""
    try:
        raw = base64.urlsafe_b64decode((text or "").encode() + b"==")
        values = json.loads(raw)
        if not isinstance(values, list) or len(values) != len(kinds):
            return None
        return [_as(kind, value) for kind, value in zip(kinds, values, strict=True)]
    except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError):
        return None


def _as(kind: type, value: Any) -> Any:
    if kind is datetime:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError("A moment needs its zone.")
        return moment.astimezone(UTC)
    if kind is int and (isinstance(value, bool) or abs(value) > MAX_INTEGER):
        raise ValueError("A whole number is out of range.")
    if not isinstance(value, kind):
        raise TypeError("A cursor holds another kind of value.")
    return value
