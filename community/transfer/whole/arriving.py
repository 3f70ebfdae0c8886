"""Writing the rows of an export into this site, each under the id that it has here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import JSON, Connection, Insert, bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from community.database import now
from community.transfer.archives import Archive
from community.transfer.models import ImportedThing
from community.transfer.whole.carried import RENAMED, SOFT, Carried
from community.transfer.whole.ids import GONE, HERE, NEW, Ids, batches
from community.transfer.whole.lines import Row, rows, wrong_at
from community.transfer.whole.pointing import Pointing, Unheld
from community.transfer.whole.renaming import Renaming
from community.transfer.whole.report import Report

STAFF = ("moderator", "admin")
DELETED = "it, or what it belongs to, was deleted here since"
Ready = tuple[int, int, Row]


@dataclass
class Arrival:
    """An import on its way: from where, what is known of ids, and what it has told so far.

    `is_fresh`: this site had no content. `is_whole`: it gets everything under the ids it had.
    """

    connection: Connection
    archive: Archive
    source: str
    ids: dict[str, Ids]
    pointed_at: frozenset[str]
    is_own: bool
    is_fresh: bool
    is_whole: bool
    report: Report
    deleted_keys: set[str] = field(default_factory=set)


def bring(arrival: Arrival, carried: Carried) -> None:
    """Write what is new of a table. Raises CannotCarry, with file and line, for what does not hold."""
    if carried.name == "policy_values" and not arrival.is_fresh:
        for _number, _row in rows(arrival.archive, carried):
            arrival.report.leave_out(carried.name, "this site keeps its own settings")
        return
    Bringing(arrival, carried).run()


class Bringing:
    """The writing of one table."""

    def __init__(self, arrival: Arrival, carried: Carried) -> None:
        self.arrival, self.carried = arrival, carried
        self.pointing = Pointing(carried, arrival.ids, is_whole=arrival.is_whole)
        self.renaming = Renaming(arrival.connection, carried, arrival.report)
        self.statement = self._statement()

    def run(self) -> None:
        for some in batches(self._new()):
            if self.carried.name in RENAMED:
                self.renaming.look([row for _, _, row in some])
            self._write(some)
        self.pointing.point_later(self.arrival.connection)
        self.renaming.settle()

    def _new(self) -> Iterator[Ready]:
        """Yield line, place and values of what is to be written; count the rest."""
        for place, (number, row) in enumerate(self._rows()):
            state = self._state(place)
            if state == HERE:
                self.arrival.report.here[self.carried.name] += 1
            elif state == GONE or not self._point(number, place, row):
                self.arrival.report.leave_out(self.carried.name, DELETED)
                if "key" in row:
                    self.arrival.deleted_keys.add(row["key"])
            else:
                yield number, place, row | self.carried.made_anew

    def _rows(self) -> Iterator[tuple[int, Row]]:
        return rows(self.arrival.archive, self.carried)

    def _state(self, place: int) -> int:
        return self.arrival.ids[self.carried.name].state[place] if self.carried.has_id else NEW

    def _point(self, number: int, place: int, row: Row) -> bool:
        """Let a row point at rows here; return False for one that has lost what it belongs to."""
        try:
            is_held = self.pointing.point(place, row)
        except Unheld as unheld:
            raise wrong_at(self.carried, number, unheld) from unheld
        if is_held and self.carried.name == "users" and not self.arrival.is_fresh:
            self._lower(row)
        return is_held

    def _lower(self, row: Row) -> None:
        """Give nobody the keys of a site that has its own people."""
        if row["role"] in STAFF:
            name, role = row["username"], row["role"]
            self.arrival.report.note(f"{name} was {role} there and is author here.")
            row["role"] = "author"

    def _write(self, some: list[Ready]) -> None:
        connection, name = self.arrival.connection, self.carried.name
        try:
            with connection.begin_nested():
                count = _changed(connection, self.statement, [row for _, _, row in some])
        except DBAPIError:
            self._find(some)
            raise
        written = some if count == len(some) else self._written(some)
        self.arrival.report.new[name] += count
        self.arrival.report.here[name] += len(some) - count
        if self.carried.has_id and not self.arrival.is_own:
            self._remember(written)

    def _find(self, some: list[Ready]) -> None:
        """Write one by one to find the line that the database does not take."""
        for number, _place, row in some:
            try:
                with self.arrival.connection.begin_nested():
                    self.arrival.connection.execute(self.statement, [row])
            except DBAPIError as error:
                said = str(error.orig).splitlines()[0]
                raise wrong_at(self.carried, number, f"the database refuses it ({said})") from error

    def _written(self, some: list[Ready]) -> list[Ready]:
        """Return those that are in the database: the others had their like there before them."""
        if not self.carried.has_id:
            return []
        column = self.carried.table.c.id
        wanted = [row["id"] for _, _, row in some]
        there = set(self.arrival.connection.scalars(select(column).where(column.in_(wanted))))
        return [ready for ready in some if ready[2]["id"] in there]

    def _remember(self, written: list[Ready]) -> None:
        there = self.arrival.ids[self.carried.name].there
        moment = now()
        things = [
            {
                "source": self.arrival.source,
                "kind": self.carried.name,
                "foreign_id": str(there[place]),
                "local_id": row["id"],
                "imported_at": moment,
            }
            for _number, place, row in written
        ]
        if things:
            self.arrival.connection.execute(insert(ImportedThing), things)

    def _statement(self) -> Insert:
        """Return the INSERT; what may have its like here, and is pointed at by nothing, gives way."""
        carried = self.carried
        binds = {
            name: bindparam(name, type_=_type(column)) for name, column in carried.columns.items()
        }
        binds |= {name: bindparam(name) for name in carried.made_anew}
        gives_way = carried.name not in self.arrival.pointed_at and carried.name != "log_entries"
        if carried.has_id and (self.arrival.is_whole or not gives_way) or not gives_way:
            return insert(carried.table).values(binds)
        maker: Any = sqlite if self.arrival.connection.dialect.name == "sqlite" else postgresql
        statement: Insert = maker.insert(carried.table).values(binds).on_conflict_do_nothing()
        return statement


def _type(column: Any) -> Any:
    """Return the type of a column; nothing in a nullable JSON is NULL, not the word null."""
    is_loose = isinstance(column.type, JSON) and column.nullable
    return JSON(none_as_null=True) if is_loose else column.type


def _changed(connection: Connection, statement: Insert, values: list[Row]) -> int:
    """Write the rows; return how many were taken."""
    options = {"preserve_rowcount": True}
    result = connection.execute(statement, values, execution_options=options)
    return int(result.rowcount)


def pointed_at(tables: list[Carried]) -> frozenset[str]:
    """Return the names of the tables that others point at."""
    return frozenset({there for carried in tables for there in carried.refs.values()}) | set(
        SOFT.values()
    )
