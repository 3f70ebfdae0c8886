"""Letting a row from elsewhere point at rows here."""

from sqlalchemy import Connection, bindparam, update

from community.newsletters.models import account_key
from community.transfer.whole.carried import Carried
from community.transfer.whole.ids import NEW, Ids
from community.transfer.whole.lines import Row

# What other imports call the kinds of things, and the internal log.
KINDS = {
    "user": "users",
    "article": "articles",
    "comment": "comments",
    "tag": "tags",
    "picture": "pictures",
    "clip": "clips",
    "appeal": "appeals",
    "text": "canned_texts",
    "word": "word_rules",
    "series": "series",
}
NOBODY = 0


class Unheld(Exception):
    """What a row points at is nowhere in the file; as the end of a sentence."""


class Pointing:
    """Turns the ids in the rows of a table into those that stand here.

    What a row without a foreign key points at may be long gone: it keeps the number where the site
    comes in whole, else it points at nobody.
    """

    def __init__(self, carried: Carried, ids: dict[str, Ids], *, is_whole: bool) -> None:
        self.carried, self.ids, self.is_whole = carried, ids, is_whole
        self._later: list[Row] = []

    def point(self, place: int, row: Row) -> bool:
        """Change a row; return False if what it belongs to was deleted here. Raises Unheld."""
        if self.carried.has_id:
            row["id"] = self.ids[self.carried.name].here[place]
        for column, table in self.carried.refs.items():
            if row.get(column) is None:
                continue
            found = self.ids[table].place(row[column])
            here = self._here(column, table, row[column], found)
            if here == NOBODY and column in self.carried.falls_with:
                self._is_lost(place)
                return False
            row[column] = here or (None if column in self.carried.hard else NOBODY)
            if table == self.carried.name and column in self.carried.hard and here >= row["id"]:
                self._put_off(row, column, found)
        return self._point_by_name(row)

    def _here(self, column: str, table: str, there: int, place: int) -> int:
        if place >= 0:
            return self.ids[table].here[place]
        if column in self.carried.hard:
            raise Unheld(f"{column} is {there}, but {table}.jsonl has no such row")
        return there if self.is_whole else NOBODY

    def _is_lost(self, place: int) -> None:
        if self.carried.has_id:
            self.ids[self.carried.name].here[place] = NOBODY

    def _put_off(self, row: Row, column: str, place: int) -> None:
        """Point at a row of the same table that comes later only when it is there."""
        ids = self.ids[self.carried.name]
        if ids.state[place] == NEW:
            self._later.append({"own_id": row["id"], "column": column, "to": ids.here[place]})
            row[column] = None

    def point_later(self, connection: Connection) -> None:
        table = self.carried.table
        for one in self._later:
            connection.execute(
                update(table)
                .where(table.c.id == bindparam("own_id"))
                .values({one["column"]: bindparam("to")}),
                {"own_id": one["own_id"], "to": one["to"]},
            )
        self._later.clear()

    def _point_by_name(self, row: Row) -> bool:
        """Change ids that stand in words; return False if what one points at is not here."""
        if self.carried.name == "autosaves" and row["article_id"] is not None:
            row["place"] = str(row["article_id"])
        elif self.carried.name == "subscriptions" and row["user_id"] is not None:
            row["reader_key"] = account_key(row["user_id"])
        elif self.carried.name == "imported_things":
            row["local_id"] = id_here(self.ids, KINDS.get(row["kind"], ""), row["local_id"])
            return bool(row["local_id"])
        return True


def id_here(ids: dict[str, Ids], table: str, there: int) -> int:
    """Return under which id a row stands here; 0 if it does not."""
    if table not in ids:
        return NOBODY
    place = ids[table].place(there)
    return ids[table].here[place] if place >= 0 else NOBODY


def subject_here(ids: dict[str, Ids], subject: str) -> str:
    """Return the name of a thing in the log ("comment:12") as it is called here."""
    kind, _, number = subject.partition(":")
    if kind not in KINDS or not (number.isascii() and number.isdigit()):
        return subject
    return f"{kind}:{id_here(ids, KINDS[kind], int(number))}"
