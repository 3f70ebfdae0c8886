"""What of each table an export carries, and how its columns are written and read.

Every table is carried that is not named here as left out, so that one that comes later is not forgotten.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import JSON, Column, String, Table

from community.extensions import db
from community.transfer.whole.values import Wrong, no_number, plain, reader

# What belongs to the running site rather than to the community: who is signed in, what links are out,
# what happened to accounts here, what is being worked on, which letters are under way.
LEFT_OUT = frozenset({"sessions", "account_tokens", "security_events", "jobs", "deliveries"})
# Made from the words again when they come in: a file may say anything, and only our own cleaner makes HTML.
MADE_ANEW = ("_html", "html_version")
# Numbers that point at rows without a foreign key.
SOFT: dict[tuple[str, str], str] = {
    ("decisions", "article_id"): "articles",
    ("decisions", "comment_id"): "comments",
    ("decisions", "user_id"): "users",
    ("decisions", "author_id"): "users",
    ("decisions", "by_id"): "users",
    ("decisions", "about_id"): "decisions",
    ("log_entries", "actor_id"): "users",
    ("spam_lessons", "decision_id"): "decisions",
    ("users", "warning_id"): "decisions",
    ("users", "sanction_id"): "decisions",
}
# By what a row is the same as one that is here already.
SAME = {
    "users": ("email_key",),
    "tags": ("slug",),
    "pictures": ("key",),
    "clips": ("key",),
    "canned_texts": ("title",),
    "word_rules": ("pattern", "language"),
}
# Names that are another's here already get a number behind them.
RENAMED = {
    "users": ("username", "username_key"),
    "articles": ("slug", "slug"),
    "series": ("slug", "slug"),
}
LAST = ("imported_things", "log_entries", "log_head")


@dataclass(frozen=True)
class Carried:
    """One table. `columns` are written by name, in alphabetical order.

    `refs`: column → table that it points at; `hard` are those with a foreign key, and with what the
    columns of `falls_with` point at the row itself goes.
    """

    table: Table
    refs: Mapping[str, str] = field(default_factory=dict)
    hard: frozenset[str] = frozenset()
    falls_with: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def member(self) -> str:
        return f"data/{self.name}.jsonl"

    @property
    def has_id(self) -> bool:
        keys = list(self.table.primary_key)
        return len(keys) == 1 and keys[0].name == "id" and self.name != "log_head"

    @cached_property
    def columns(self) -> dict[str, Column[Any]]:
        return {
            column.name: column
            for column in sorted(self.table.columns, key=lambda one: one.name)
            if not column.name.endswith(MADE_ANEW) and not _points_out(column)
        }

    @cached_property
    def made_anew(self) -> dict[str, Any]:
        """What stands in the columns of HTML until it is made."""
        return {
            column.name: "" if isinstance(column.type, String) else 0
            for column in self.table.columns
            if column.name.endswith(MADE_ANEW)
        }

    @cached_property
    def readers(self) -> dict[str, Callable[[Any], Any]]:
        return {name: reader(self.name, column) for name, column in self.columns.items()}

    @cached_property
    def needed(self) -> frozenset[str]:
        """The columns that a line cannot be without: an older export may lack others."""
        return frozenset(
            name
            for name, column in self.columns.items()
            if not column.nullable and column.default is None and column.server_default is None
        )

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """What a column is that a line of an older export does not have."""
        return {
            name: _default(column)
            for name, column in self.columns.items()
            if name not in self.needed
        }

    def written(self, row: Any) -> str:
        """Return a row as a line."""
        values = {name: plain(value) for name, value in zip(self.columns, row, strict=True)}
        text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return f"{text}\n"

    def read(self, line: bytes) -> dict[str, Any]:
        """Return a line as values for the database. Raises Wrong."""
        try:
            told = json.loads(line, parse_constant=no_number)
        except (ValueError, RecursionError) as error:
            raise Wrong(f"this is no JSON ({error})") from error
        if not isinstance(told, dict):
            raise Wrong("this is no object")
        if unknown := told.keys() - self.columns.keys():
            raise Wrong(f"unknown field {min(unknown)[:60]!r}")
        if missing := self.needed - told.keys():
            raise Wrong(f"the field {min(missing)!r} is missing")
        return self.defaults | {name: self._value(name, value) for name, value in told.items()}

    def _value(self, name: str, value: Any) -> Any:
        if value is None:
            if not self.columns[name].nullable and not isinstance(self.columns[name].type, JSON):
                raise Wrong(f"{name} is null")
            return None
        try:
            return self.readers[name](value)
        except (Wrong, ValueError, OverflowError) as error:
            raise Wrong(f"{name} {error}") from error


def all_carried() -> list[Carried]:
    """Return the tables in an order in which whatever one points at comes before it."""
    tables = [table for table in db.metadata.sorted_tables if table.name not in LEFT_OUT]
    tables.sort(key=lambda table: LAST.index(table.name) if table.name in LAST else -1)
    return [_carried(table) for table in tables]


def _carried(table: Table) -> Carried:
    keys = {
        column.name: key
        for column in table.columns
        for key in column.foreign_keys
        if not _points_out(column)
    }
    hard = {name: key.column.table.name for name, key in keys.items()}
    soft = {column: there for (name, column), there in SOFT.items() if name == table.name}
    falls = {
        name
        for name, key in keys.items()
        if key.ondelete == "CASCADE" or not table.c[name].nullable
    }
    return Carried(table, {**soft, **hard}, frozenset(hard), frozenset(falls))


def _default(column: Column[Any]) -> Any:
    made: Any = column.default
    if made is None:
        return None
    return made.arg(None) if made.is_callable else made.arg


def _points_out(column: Column[Any]) -> bool:
    return any(key.column.table.name in LEFT_OUT for key in column.foreign_keys)
