"""Two versions of an article that both go on from a third: put together field by field, the text by blocks.

Everything here is as a form has it: field → text. What only one side changed is taken; what both changed
differently is chosen, "mine" until somebody says another.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from community.articles.credits import CreditLine, lines_as_text, parse_credits
from community.articles.draft_models import Revision
from community.articles.tags import slug_of, split_tags
from community.text.diff import Part, diff
from community.text.merge import (
    CHOICES,
    MINE,
    THEIRS,
    Conflict,
    conflicts,
    merge,
    put_together,
)
from community.text.plain import clean_line, clean_text

Fields = Mapping[str, str]
# Besides the text itself.
MERGED = ("title", "summary", "kind", "language", "tags", "credits", "cover", "cover_ratio", "slug")


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field that both changed, and whose value is chosen."""

    name: str
    mine: str
    theirs: str
    choice: str


@dataclass(frozen=True, slots=True)
class BlockChoice:
    """A piece of the text that both changed, by parts, and whose words are chosen."""

    number: int
    mine: list[Part]
    theirs: list[Part]
    choice: str

    @property
    def name(self) -> str:
        return f"body-{self.number}"


class Merge:
    """Mine and theirs, put together; `base` is what both began with, as far as it is known."""

    def __init__(self, base: Fields, mine: Fields, theirs: Fields, choices: Fields) -> None:
        self.base, self.mine, self.theirs = base, mine, theirs
        self.choices = {name: one for name, one in choices.items() if one in CHOICES}

    @cached_property
    def pieces(self) -> list[str | Conflict]:
        return merge(self.base.get("body"), self.mine["body"], self.theirs["body"])

    @property
    def text(self) -> str:
        numbers = range(1, len(conflicts(self.pieces)) + 1)
        return put_together(self.pieces, {n: self._choice(f"body-{n}") for n in numbers})

    @property
    def values(self) -> dict[str, str]:
        """What every field says with the choices made."""
        return {name: self._value(name) for name in MERGED} | {"body": self.text}

    @property
    def fields(self) -> list[FieldChoice]:
        return [
            FieldChoice(name, self.mine[name], self.theirs[name], self._choice(name))
            for name in MERGED
            if self._is_open(name)
        ]

    @property
    def blocks(self) -> list[BlockChoice]:
        return [
            _block(number, conflict, self._choice(f"body-{number}"))
            for number, conflict in enumerate(conflicts(self.pieces), 1)
        ]

    def chosen_anew(self, choices: Fields, typed: Fields) -> dict[str, str]:
        """Return the fields with other choices than before; what was typed by hand since stays."""
        other = Merge(self.base, self.mine, self.theirs, choices)
        before, after = self.values, other.values
        changed = {
            name: after[name] if same(name, typed[name], before[name]) else typed[name]
            for name in MERGED
        }
        return changed | {"body": put_together(merge(before["body"], typed["body"], after["body"]))}

    def _value(self, name: str) -> str:
        mine, theirs = self.mine[name], self.theirs[name]
        if self._is_open(name):
            return _chosen(name, mine, theirs, self._choice(name))
        return theirs if name in self.base and same(name, mine, self.base[name]) else mine

    def _is_open(self, name: str) -> bool:
        mine, theirs = self.mine[name], self.theirs[name]
        sides = (same(name, side, self.base.get(name)) for side in (mine, theirs))
        return not same(name, mine, theirs) and not any(sides)

    def _choice(self, name: str) -> str:
        return self.choices.get(name, MINE)


def values_of(revision: Revision | None, language: str) -> dict[str, str]:
    """Return what a version's fields would say in a form, for an interface in this language."""
    if revision is None:
        return {}
    words = {name: getattr(revision, name) for name in ("title", "summary", "body")}
    if not revision.fields:
        return words
    beside = dict(revision.fields)
    comma = "，" if language.startswith("zh") else ", "
    lines = [CreditLine(**line) for line in beside.pop("credits", [])]
    words["tags"] = comma.join(beside.pop("tags", []))
    return words | beside | {"credits": lines_as_text(lines, language)}


def same(name: str, one: str, other: str | None) -> bool:
    """Tell whether two texts say the same in a field."""
    return other is not None and _read(name, one) == _read(name, other)


def packed(fields: Fields) -> str:
    """Return fields as text for a hidden field of the form."""
    return json.dumps(dict(fields), ensure_ascii=False)


def unpacked(text: str | None) -> dict[str, str]:
    """Return the fields again; none for what was not packed here."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    is_sound = isinstance(found, dict) and all(isinstance(one, str) for one in found.values())
    return found if is_sound else {}


def _read(name: str, text: str) -> Any:
    if name == "tags":
        return frozenset(map(slug_of, split_tags(text)))
    if name == "credits":
        lines, faults = parse_credits(text)
        return clean_text(text) if faults else lines
    return clean_text(text) if name == "body" else clean_line(text)


def _chosen(name: str, mine: str, theirs: str, choice: str) -> str:
    if choice == THEIRS:
        return theirs
    if choice == MINE or name not in ("tags", "credits"):
        return mine
    between = "\n" if name == "credits" else ", "
    return between.join(text for text in (mine, theirs) if text)


def _block(number: int, conflict: Conflict, choice: str) -> BlockChoice:
    parts = diff(conflict.mine, conflict.theirs)
    mine = [part for part in parts if part.kind != "new"]
    theirs = [part for part in parts if part.kind != "gone"]
    return BlockChoice(number, mine, theirs, choice)
