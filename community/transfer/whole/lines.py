"""The lines of an export, read one by one, with their place where one does not hold."""

import io
from array import array
from collections.abc import Iterator
from typing import Any, TypeAlias, cast

from community.transfer.archives import CHUNK_BYTES, Archive, CannotCarry
from community.transfer.whole.carried import Carried
from community.transfer.whole.values import Wrong

MAX_LINE_BYTES = 16 * 1024 * 1024
Row = dict[str, Any]
Numbers: TypeAlias = "array[int]"


def wrong_at(carried: Carried, number: int, why: object) -> CannotCarry:
    """Return what to raise for a line that does not hold."""
    return CannotCarry(f"{carried.name}.jsonl, line {number}: {why}.")


def rows(archive: Archive, carried: Carried) -> Iterator[tuple[int, Row]]:
    """Yield the number and the values of each line. Raises CannotCarry at one that does not hold.

    An export that is older than a table has no rows of it.
    """
    if not archive.has(carried.member):
        return
    with archive.open(carried.member) as member:
        lines = io.BufferedReader(cast(io.RawIOBase, member), CHUNK_BYTES)
        number = 0
        while line := lines.readline(MAX_LINE_BYTES + 1):
            number += 1
            if len(line) > MAX_LINE_BYTES:
                raise wrong_at(carried, number, f"it is longer than {MAX_LINE_BYTES} bytes")
            try:
                values = carried.read(line)
            except Wrong as wrong:
                raise wrong_at(carried, number, wrong) from wrong
            yield number, values


def survey(archive: Archive, tables: list[Carried], told: dict[str, Any]) -> dict[str, Numbers]:
    """Read every line once before anything is written; return the ids by table.

    Raises CannotCarry for a line that does not hold, and where rows are missing or too many.
    """
    known = {carried.member for carried in tables}
    for name in archive.names("data/"):
        if name not in known:
            raise CannotCarry(f"{name}: this site keeps nothing of that kind.")
    counts = told.get("rows")
    if not isinstance(counts, dict):
        raise CannotCarry("manifest.json does not say how many rows there are.")
    return {carried.name: _ids(archive, carried, counts) for carried in tables}


def _ids(archive: Archive, carried: Carried, counts: dict[str, Any]) -> Numbers:
    found, count, last = array("q"), 0, 0
    for number, values in rows(archive, carried):
        count = number
        if carried.has_id:
            if values["id"] <= last:
                raise wrong_at(carried, number, "the ids do not rise")
            last = values["id"]
            found.append(last)
    if counts.get(carried.name, 0) != count:
        said = str(counts.get(carried.name, 0))[:20]
        raise CannotCarry(f"{carried.name}.jsonl has {count} rows; by the manifest, {said}.")
    return found
