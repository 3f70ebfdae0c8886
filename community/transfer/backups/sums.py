"""Checksums of all members of a backup, as `sha256sum -c` reads them."""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from community.transfer.archives import Archive, CannotCarry, Writer

SUMS = "SHA256SUMS"
MAX_LINE = 200


class Tally:
    """A place to write to that counts and sums what goes through it."""

    def __init__(self, place: IO[bytes]) -> None:
        self._place = place
        self.sum = hashlib.sha256()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.sum.update(data)
        self._place.write(data)


class SummedWriter:
    """An archive in whose last member the sums of all others stand, in their order."""

    def __init__(self, archive: Writer) -> None:
        self._archive = archive
        self._sums = tempfile.TemporaryFile()  # noqa: SIM115 - `close` closes it.

    @contextmanager
    def member(self, name: str, level: int | None = 1) -> Iterator[Tally]:
        with self._archive.member(name, level) as place:
            tally = Tally(place)
            yield tally
        self._sums.write(f"{tally.sum.hexdigest()}  {name}\n".encode())

    def put_sums(self) -> None:
        self._sums.seek(0)
        with self._archive.member(SUMS) as place:
            for line in self._sums:
                place.write(line)

    def close(self) -> None:
        self._sums.close()


def check_sums(archive: Archive) -> None:
    """Read the whole archive and compare. Raises CannotCarry for what is damaged, missing or added."""
    if not archive.has(SUMS):
        raise CannotCarry(f"{SUMS} is missing from the file: it is no backup, or was cut short.")
    names = iter(archive.names())
    with archive.open(SUMS) as member:
        while line := member.readline(MAX_LINE):
            name = next(names, "")
            said, _, of = line.decode("ascii", "replace").rstrip("\n").partition("  ")
            if of != name:
                raise CannotCarry(f"{SUMS} speaks of {of!r} where the file has {name!r}.")
            if sum_of(archive, name) != said:
                raise CannotCarry(f"{name} is damaged: its checksum is another.")
    if (left := next(names, "")) != SUMS:
        raise CannotCarry(f"{left} stands in the file without a checksum.")


def sum_of(archive: Archive, name: str) -> str:
    found = hashlib.sha256()
    for piece in archive.pieces(name):
        found.update(piece)
    return found.hexdigest()


def json_bytes(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    return text.encode() + b"\n"
