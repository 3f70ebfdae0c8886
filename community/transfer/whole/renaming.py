"""Another name for what is called as something here is called already."""

import secrets
from typing import Any

from sqlalchemy import Connection, select, update

from community.text.names import look_alike_key
from community.transfer.whole.carried import RENAMED, Carried
from community.transfer.whole.lines import Row
from community.transfer.whole.report import Report

# A number behind it still fits.
ROOM = {"users": 26, "articles": 110, "series": 110}


class Renaming:
    """Names that are taken here: a passing one while the table is written, then the next that is free,
    so that nothing that comes later in the file finds its own name taken.
    """

    def __init__(self, connection: Connection, carried: Carried, report: Report) -> None:
        self.connection, self.carried, self.report = connection, carried, report
        self._waiting: list[tuple[int, str]] = []

    def look(self, some: list[Row]) -> None:
        """Give passing names to those of the rows whose names are another's."""
        name, key = RENAMED[self.carried.name]
        taken = self._taken({row[key] for row in some})
        for row in some:
            if row[key] in taken:
                self._waiting.append((row["id"], row[name]))
                row[key] = f"{row[key][:40]}-{secrets.token_hex(8)}"

    def settle(self) -> None:
        """Give everybody who waits a name with a number."""
        for id_, name in self._waiting:
            new = self._free(name)
            self._rename(id_, new)
            self.report.note(f"{self.carried.name}: {name} is taken here; it is {new} now.")
        self._waiting.clear()

    def _free(self, name: str) -> str:
        number = 2
        while True:
            new = f"{name[: ROOM[self.carried.name]]}-{number}"
            if not self._taken({self._key(new)}):
                return new
            number += 1

    def _rename(self, id_: int, new: str) -> None:
        name, key = RENAMED[self.carried.name]
        table = self.carried.table
        values = {name: new, key: self._key(new)}
        self.connection.execute(update(table).where(table.c.id == id_).values(values))

    def _key(self, name: str) -> str:
        return look_alike_key(name) if self.carried.name == "users" else name

    def _taken(self, keys: set[str]) -> set[str]:
        column: Any = self.carried.table.c[RENAMED[self.carried.name][1]]
        return set(self.connection.scalars(select(column).where(column.in_(keys))))
