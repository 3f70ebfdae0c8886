"""What is ready to be written, on a file that vanishes by itself: so that the long work of reading and
rendering does not keep the database's one writer from everybody else.
"""

import json
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

Row = dict[str, Any]


class Stage:
    """Rows in the order in which they came, on the disk rather than in memory."""

    def __init__(self, folder: Path) -> None:
        self._file: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8", dir=folder)  # noqa: SIM115

    def put(self, kind: str, row: Row) -> None:
        # Not `dump`, which goes piece by piece in Python; ASCII, for lone surrogates as well.
        self._file.write(json.dumps([kind, row], default=_plain) + "\n")

    def rows(self) -> Iterator[tuple[str, Row]]:
        self._file.seek(0)
        for text in self._file:
            kind, row = json.loads(text)
            yield kind, row

    def close(self) -> None:
        self._file.close()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def moment(text: str | None) -> datetime | None:
    """Return a staged moment."""
    return datetime.fromisoformat(text) if text else None
