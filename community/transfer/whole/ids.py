"""Under which id each row of an export stands here: found, if it came before, or given."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select

from community.transfer.archives import Archive
from community.transfer.models import ImportedThing
from community.transfer.whole.carried import SAME, Carried
from community.transfer.whole.lines import Numbers, rows

NEW, HERE, GONE = 0, 1, 2
BATCH = 500


class Ids:
    """The ids of one table: there, in rising order, and here; 0 for what was deleted here since."""

    def __init__(self, there: Numbers) -> None:
        self.there = there
        self.here = array("q", bytes(8 * len(there)))
        self.state = bytearray(len(there))

    def place(self, id_: int) -> int:
        """Return at which place the row with this id there is; -1 for none."""
        found = bisect_left(self.there, id_)
        return found if found < len(self.there) and self.there[found] == id_ else -1

    def settle(self, place: int, here: int, state: int) -> None:
        self.here[place] = here
        self.state[place] = state

    @property
    def are_the_same(self) -> bool:
        return self.here == self.there


def plan(
    connection: Connection,
    archive: Archive,
    carried: Carried,
    there: Numbers,
    source: str,
    *,
    is_own: bool,
    is_fresh: bool,
) -> Ids:
    """Find or give the ids of a table's rows.

    `is_own`: the file is of this very site. `is_fresh`: nothing here points at ids that are free.
    """
    ids = Ids(there)
    if is_own:
        ids.here[:] = there
        ids.state[:] = bytes([HERE]) * len(there)
    else:
        _find_known(connection, carried, ids, source)
    _find_gone(connection, carried, ids)
    if carried.name in SAME and not is_own:
        _find_same(connection, archive, carried, ids)
    _give(connection, carried, ids, is_fresh)
    return ids


def _find_known(connection: Connection, carried: Carried, ids: Ids, source: str) -> None:
    """Find what an earlier import brought in."""
    query = select(ImportedThing.foreign_id, ImportedThing.local_id).where(
        ImportedThing.source == source, ImportedThing.kind == carried.name
    )
    for foreign_id, local_id in connection.execute(query.execution_options(yield_per=BATCH)):
        if (place := ids.place(int(foreign_id))) >= 0:
            ids.settle(place, local_id, HERE)


def _find_gone(connection: Connection, carried: Carried, ids: Ids) -> None:
    """Find what was here and is not any more."""
    places = (place for place, state in enumerate(ids.state) if state == HERE)
    for some in batches(places):
        wanted = [ids.here[place] for place in some]
        column = carried.table.c.id
        there = set(connection.scalars(select(column).where(column.in_(wanted))))
        for place in some:
            if ids.here[place] not in there:
                ids.settle(place, 0, GONE)


def _find_same(connection: Connection, archive: Archive, carried: Carried, ids: Ids) -> None:
    """Find what is here by another way: the account of an address, a tag, a picture of the same key."""
    if not _highest(connection, carried):
        return
    names = SAME[carried.name]
    columns = [carried.table.c[name] for name in names]
    for some in batches(enumerate(rows(archive, carried))):
        wanted = {tuple(row[name] for name in names): place for place, (_, row) in some}
        query = select(carried.table.c.id, *columns)
        query = query.where(columns[0].in_({key[0] for key in wanted}))
        for id_, *key in connection.execute(query):
            place = wanted.get(tuple(key), -1)
            if place >= 0 and ids.state[place] == NEW:
                ids.settle(place, id_, HERE)


def _give(connection: Connection, carried: Carried, ids: Ids, is_fresh: bool) -> None:
    """Give ids to what is new: its own where that is free and never pointed at, else the next ones."""
    highest = _highest(connection, carried)
    taken = set()
    if is_fresh:
        taken = set(connection.scalars(select(carried.table.c.id))) if highest else set()
        highest = max(highest, ids.there[-1] if ids.there else 0)
    for place, state in enumerate(ids.state):
        if state != NEW:
            continue
        own = ids.there[place]
        if not is_fresh or own in taken:
            highest += 1
            own = highest
        ids.here[place] = own


def _highest(connection: Connection, carried: Carried) -> int:
    return connection.scalar(select(func.max(carried.table.c.id))) or 0


def batches(things: Iterator[Any], size: int = BATCH) -> Iterator[list[Any]]:
    """Yield things some at a time."""
    while some := list(islice(things, size)):
        yield some
