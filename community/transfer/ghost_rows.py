"""Ghost's JSON, read as a stream: one row of a table at a time, and of it only what is asked for.

Settings, members, keys and passwords stand in the same file: what is not asked for is never kept.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import IO, Any

import ijson

from community.transfer.problems import broken_near, byte, too_deep_at

CHUNK_BYTES = 16 * 1024
MAX_DEPTH = 100
MAX_CHARACTERS = 2_000_000
BOM = b"\xef\xbb\xbf"
Row = dict[str, Any]


class Counted:
    """A stream that knows how much of it was read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        if not self.count and chunk.startswith(BOM):
            self.count, chunk = len(BOM), chunk[len(BOM) :]
        self.count += len(chunk)
        return chunk


def rows_of(stream: IO[bytes], wanted: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) in the file's order; of tables that are not wanted, empty rows.

    Raises CannotImport where the file is broken.
    """
    counted = Counted(stream)
    events = ijson.basic_parse(counted, buf_size=CHUNK_BYTES)
    walker = Walker(wanted)
    try:
        for event, value in events:
            if found := walker.step(event, value):
                yield found
            if len(walker.path) > MAX_DEPTH:
                raise too_deep_at(byte(counted.count))
    except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
        lines = str(error).strip().splitlines() or ["?"]
        raise broken_near(counted.count, lines[0].strip()[:120]) from error


class Walker:
    """Follows the parser through the file; `path` holds the key in each map, None in each list."""

    def __init__(self, wanted: dict[str, tuple[str, ...]]) -> None:
        self._wanted = wanted
        self.path: list[str | None] = []
        self._row: Row | None = None
        self._row_depth = 0

    def step(self, event: str, value: Any) -> tuple[str, Row] | None:
        """Take one event; return the row that ends with it."""
        if event == "map_key":
            self.path[-1] = value
        elif event == "start_map":
            if self._row is None and self._is_row():
                self._row, self._row_depth = {}, len(self.path) + 1
            self.path.append("")
        elif event == "start_array":
            self.path.append(None)
        elif event in ("end_map", "end_array"):
            self.path.pop()
            return self._ended()
        elif self._row is not None and len(self.path) == self._row_depth:
            self._keep(value)
        return None

    def _is_row(self) -> bool:
        """Tell whether a map begins in db[].data.<table>[], or in data.<table>[]."""
        path = self.path
        return len(path) in (3, 5) and path[-1] is None and path[-3] == "data"

    @property
    def _table(self) -> str:
        return self.path[self._row_depth - 3] or ""

    def _keep(self, value: Any) -> None:
        assert self._row is not None
        key = self.path[-1]
        if key in self._wanted.get(self._table, ()):
            if isinstance(value, str):
                value = value[:MAX_CHARACTERS].replace("\x00", "")
            elif isinstance(value, Decimal):
                value = float(value)
            self._row[str(key)] = value

    def _ended(self) -> tuple[str, Row] | None:
        if self._row is None or len(self.path) != self._row_depth - 1:
            return None
        row, self._row = self._row, None
        return self._table, row
