"""Counters of the rate limits in a SQLite file: exact for several processes of one machine.

A storage class for `limits`, which has none for SQLite. What it holds may be lost at a power cut.
"""

import sqlite3
import threading
import time
from collections.abc import Iterable
from typing import Any

from limits.storage import Storage

SWEEP_EVERY = 500
_TABLE = "CREATE TABLE IF NOT EXISTS hits (key TEXT PRIMARY KEY, count INTEGER, expires_at REAL)"


class SqliteLimits(Storage):
    """Fixed windows, one row each; a row past its time counts as absent."""

    STORAGE_SCHEME = ["sqlite+limits"]

    def __init__(self, uri: str, wrap_exceptions: bool = False, **_options: Any) -> None:
        super().__init__(uri, wrap_exceptions)
        self._path = uri.removeprefix("sqlite+limits:///")
        self._local = threading.local()
        self._hits = 0

    @property
    def base_exceptions(self) -> type[Exception]:
        return sqlite3.Error

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            connection = sqlite3.connect(self._path, timeout=5, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(_TABLE)
            self._local.connection = connection
        return self._local.connection

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        self._hits += 1
        if self._hits % SWEEP_EVERY == 0:
            self._connection().execute("DELETE FROM hits WHERE expires_at < ?", (time.time(),))
        row = self._connection().execute(
            "INSERT INTO hits VALUES (:key, :amount, :now + :expiry) ON CONFLICT (key) DO UPDATE SET "
            "count = CASE WHEN expires_at < :now THEN :amount ELSE count + :amount END, "
            "expires_at = CASE WHEN expires_at < :now THEN :now + :expiry ELSE expires_at END "
            "RETURNING count",
            {"key": key, "amount": amount, "now": time.time(), "expiry": expiry},
        )
        return int(row.fetchone()[0])

    def get(self, key: str) -> int:
        row = self._living(key)
        return int(row[0]) if row else 0

    def get_expiry(self, key: str) -> float:
        row = self._living(key)
        return float(row[1]) if row else time.time()

    def _living(self, key: str) -> Any:
        return (
            self._connection()
            .execute(
                "SELECT count, expires_at FROM hits WHERE key = ? AND expires_at >= ?",
                (key, time.time()),
            )
            .fetchone()
        )

    def check(self) -> bool:
        return self._connection().execute("SELECT 1").fetchone() == (1,)

    def reset(self) -> int | None:
        return self._connection().execute("DELETE FROM hits").rowcount

    def clear(self, key: str) -> None:
        self._connection().execute("DELETE FROM hits WHERE key = ?", (key,))

    def keys(self) -> Iterable[str]:
        return [row[0] for row in self._connection().execute("SELECT key FROM hits")]
