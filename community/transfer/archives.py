"""Zip files that carry a site: written whole or not at all, and read with distrust.

A member is only ever read piece by piece; none is unpacked under the name that it gives itself.
"""

import json
import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from community.errors import Refused

CHUNK_BYTES = 256 * 1024
# The same bytes each time: a zip would else tell when each member was written.
EPOCH = (1980, 1, 1, 0, 0, 0)
MAX_MEMBERS = 2_000_000
MAX_MANIFEST_BYTES = 1024 * 1024
MAX_BYTES = 200 * 1024**3
# Rows pack to a twentieth, alike ones to a hundredth; only bombs to a thousandth.
MAX_RATIO = 400
SMALL_BYTES = 16 * 1024 * 1024
NAME = re.compile(
    r"manifest\.json|SHA256SUMS|database\.sqlite|data/[a-z_]{1,40}\.jsonl|tables/[a-z_]{1,40}\.copy"
    r"|media/(?:aside/)?[0-9A-Za-z_][0-9A-Za-z_-]{0,99}\.[a-z0-9]{1,8}"
)
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


class CannotCarry(Refused):
    """The file, or the place where it goes, does not hold; in one sentence. Nothing was changed."""


class Writer:
    """An archive that is being written; members come in the order in which they are to be read."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._zip = packed

    @contextmanager
    def member(self, name: str, level: int | None = 6) -> Iterator[IO[bytes]]:
        """Give a place for the bytes of a member; level None stores them as they are."""
        info = zipfile.ZipInfo(name, EPOCH)
        info.external_attr = 0o600 << 16
        info.compress_type = zipfile.ZIP_STORED if level is None else zipfile.ZIP_DEFLATED
        info._compresslevel = level  # type: ignore[attr-defined]
        with self._zip.open(info, "w", force_zip64=True) as place:
            yield place

    def put(self, name: str, data: bytes) -> None:
        with self.member(name) as place:
            place.write(data)

    def put_json(self, name: str, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
        self.put(name, text.encode() + b"\n")


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Write an archive beside its place and move it there once it is whole, for its owner's eyes only.

    Raises CannotCarry where there is no room; then nothing is left, and an older file of that name stays.
    """
    passing: Path | None = None
    try:
        handle, made = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        passing = Path(made)
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", allowZip64=True) as packed:
                yield Writer(packed)
            file.flush()
            os.fsync(file.fileno())
        passing.replace(path)
        _settle(path.parent)
    except OSError as error:
        raise CannotCarry(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        if passing:
            passing.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Let the new name reach the disk."""
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


class Archive:
    """An archive that is being read. Raises CannotCarry for whatever is not as it should be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            raise CannotCarry(f"There is no file {path}.") from error
        except BROKEN as error:
            said = "is not a zip file, or was cut short"
            raise CannotCarry(f"{path} {said} ({error}).") from error
        except OSError as error:
            raise CannotCarry(f"{path} cannot be read: {error.strerror}.") from error
        try:
            self._members = _checked(self._zip.infolist(), path.stat().st_size)
        except CannotCarry:
            self.close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._zip.close()

    def names(self, prefix: str = "") -> list[str]:
        """Return the names of the members under a folder, in their order."""
        return [name for name in self._members if name.startswith(prefix)]

    def has(self, name: str) -> bool:
        return name in self._members

    def size(self, name: str) -> int:
        """Return how many bytes a member unpacks to."""
        return self._members[name].file_size

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a member; what breaks while it is read is said in one sentence."""
        try:
            with self._zip.open(self._members[name]) as member:
                yield member
        except KeyError as error:
            raise CannotCarry(f"{name} is missing from the file.") from error
        except BROKEN as error:
            raise CannotCarry(f"{name} is damaged ({error}).") from error

    def pieces(self, name: str) -> Iterator[bytes]:
        with self.open(name) as member:
            while piece := member.read(CHUNK_BYTES):
                yield piece

    def manifest(self, kind: str, version: int) -> dict[str, Any]:
        """Return what the file says of itself. Raises CannotCarry for another kind or version."""
        if not self.has("manifest.json"):
            raise CannotCarry(f"{self.path} is no {kind}: it has no manifest.json.")
        if self.size("manifest.json") > MAX_MANIFEST_BYTES:
            raise CannotCarry("manifest.json is too large.")
        try:
            told = json.loads(b"".join(self.pieces("manifest.json")))
        except (ValueError, RecursionError) as error:
            raise CannotCarry(f"manifest.json is broken ({error}).") from error
        if not isinstance(told, dict) or told.get("format") != kind:
            raise CannotCarry(f"{self.path} is no {kind}: its manifest.json does not say so.")
        if told.get("version") != version:
            found = str(told.get("version"))[:20]
            raise CannotCarry(f"This is a {kind} of version {found}; only {version} can be read.")
        return told


def _checked(infos: list[zipfile.ZipInfo], packed_bytes: int) -> dict[str, zipfile.ZipInfo]:
    """Return the members by name, if none of them climbs, links, hides, doubles or bursts."""
    if len(infos) > MAX_MEMBERS:
        raise CannotCarry(f"The file has {len(infos)} members, more than {MAX_MEMBERS}.")
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if problem := _problem(info, members):
            raise CannotCarry(f"The member {info.filename[:100]!r} {problem}.")
        members[info.filename] = info
    if sum(info.compress_size for info in infos) > packed_bytes:
        raise CannotCarry("The members of the file lie over one another.")
    if (total := sum(info.file_size for info in infos)) > MAX_BYTES:
        raise CannotCarry(f"The file would unpack to {total} bytes, more than {MAX_BYTES}.")
    return members


def _problem(info: zipfile.ZipInfo, members: dict[str, zipfile.ZipInfo]) -> str:
    kind = info.external_attr >> 16 & 0o170000
    if not NAME.fullmatch(info.filename):
        return "has a name that no member of such a file has"
    if kind not in (0, 0o100000):
        return "is a link or a special file"
    if info.filename in members:
        return "is there twice"
    if info.flag_bits & 1:
        return "is encrypted"
    if info.file_size > max(SMALL_BYTES, info.compress_size * MAX_RATIO):
        return f"would unpack from {info.compress_size} to {info.file_size} bytes: that is a bomb"
    return ""
