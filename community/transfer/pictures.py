"""The pictures of the other site: found in a folder, in the file itself, or fetched; made anew here."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import select

from community import facts
from community.config import MAX_IMAGE_BYTES
from community.errors import Busy, TeahouseError
from community.extensions import db
from community.media.actions import add_picture, remove_picture
from community.media.models import Picture
from community.media.queries import by_key
from community.transfer.fetching import fetch
from community.transfer.keys import key_of_address
from community.transfer.models import ImportedThing
from community.transfer.opening import ExportFile

# WordPress writes photo-300x200.jpg beside photo.jpg, and photo-scaled.jpg for a large one.
_RESIZED = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled)(?=\.\w+$)")
# Ghost puts /size/w600/ into the address of a smaller one.
_SIZE = re.compile(r"/size/w\d+(?:h\d+)?(?:/format/\w+)?(?=/)")
MAX_TRIES = 6
NOBODY = SimpleNamespace(id=None)


@dataclass
class Brought:
    """A picture that has come in, or was there; `old` is its address on the other site."""

    picture_id: int
    key: str
    old: str


@dataclass
class Pictures:
    """Finds each picture once. Nothing is asked of the network unless `may_fetch`."""

    source: str
    file: ExportFile
    folder: Path | None = None
    may_fetch: bool = False
    base: str = ""
    brought: dict[str, Brought | None] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    missing: int = 0
    bad: int = 0
    known: int = 0

    @property
    def may_find(self) -> bool:
        return self.may_fetch or self.folder is not None or self.file.is_zip

    def address_of(self, url: str, kind: str = "picture", alt: str = "") -> str:
        """Return where a picture is shown here, or its old address if it could not be had."""
        found = self.bring(url, kind, alt)
        return f"/media/{found.key}-large.webp" if found else self._whole(url)

    def bring(self, url: str, kind: str = "picture", alt: str = "") -> Brought | None:
        if not url or url.startswith(("data:", "blob:", "about:")):
            return None
        name = self.name_of(url)
        if name not in self.brought:
            self.brought[name] = self._known(name) or self._new(url, name, kind, alt)
        return self.brought[name]

    def name_of(self, url: str) -> str:
        """Return what is the same for all sizes of a picture."""
        return _RESIZED.sub("", _SIZE.sub("", self._whole(url)))

    def undo(self) -> None:
        """Take away what came in, for the rest of the import did not."""
        db.session.rollback()
        for key in self.added:
            if picture := by_key(key):
                remove_picture(picture)
        db.session.commit()

    def _whole(self, url: str) -> str:
        if url.startswith("//"):
            return f"https:{url}"
        return self.base.rstrip("/") + url if url.startswith("/") else url

    def _known(self, name: str) -> Brought | None:
        query = (
            select(Picture.id, Picture.key)
            .join(ImportedThing, ImportedThing.local_id == Picture.id)
            .where(
                ImportedThing.source == self.source,
                ImportedThing.kind == "picture",
                ImportedThing.foreign_id == key_of_address(name),
            )
        )
        row = db.session.execute(query).first()
        self.known += row is not None
        return Brought(row.id, row.key, name) if row else None

    def _new(self, url: str, name: str, kind: str, alt: str) -> Brought | None:
        data = self._found(name) or self._found(self._whole(url))
        if data is None and self.may_fetch:
            data = fetch(name) or (fetch(self._whole(url)) if name != url else None)
        if data is None:
            self.missing += 1
            return None
        picture = self._made(data, kind, alt)
        if picture is None:
            self.bad += 1
            return None
        self.added.append(picture.key)
        return Brought(picture.id, picture.key, name)

    def _made(self, data: bytes, kind: str, alt: str) -> Any:
        """Make a picture anew and keep it at once: the work is long, and the writer's place is not held."""
        for _ in range(MAX_TRIES):
            try:
                picture = add_picture(data, by=NOBODY, kind=kind, alt=alt)
                db.session.commit()
                facts.deliver()
                return picture
            except Busy:
                db.session.rollback()
            except TeahouseError as problem:
                db.session.rollback()
                if problem.status >= 500:
                    raise
                return None
        return None

    def _found(self, url: str) -> bytes | None:
        try:
            parts = tuple(part for part in unquote(urlsplit(url).path).split("/") if part)
        except ValueError:
            return None
        if not parts or any(part in (".", "..") or "\x00" in part for part in parts):
            return None
        inside = self.file.picture(parts, MAX_IMAGE_BYTES)
        return inside if inside is not None else self._in_folder(parts)

    def _in_folder(self, parts: tuple[str, ...]) -> bytes | None:
        """Look for the longest end of the path that is there: 2013/01/a.jpg before a.jpg."""
        if self.folder is None:
            return None
        root = self.folder.resolve()
        for start in range(len(parts)):
            try:
                path = root.joinpath(*parts[start:]).resolve()
                is_there = path.is_relative_to(root) and path.is_file()
                if is_there and path.stat().st_size <= MAX_IMAGE_BYTES:
                    return path.read_bytes()
            except (OSError, ValueError):
                continue
        return None
