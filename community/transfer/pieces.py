"""What exports hold, whichever system wrote them: plain values between reading and writing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from community.transfer.opening import ExportFile

Note = tuple[str, dict[str, Any]]


@dataclass
class Person:
    """Somebody who wrote; `key` tells them from others of the same site."""

    key: str
    name: str
    names: tuple[str, ...] = ()
    email: str = ""
    bio: str = ""
    face: str = ""
    is_guest: bool = False


@dataclass
class Piece:
    """A post or a page. `shelf` is published, scheduled or draft; `why_draft` says what it was there."""

    key: str
    kind: str = "post"
    title: str = ""
    html: str = ""
    is_classic: bool = False
    summary: str = ""
    slug: str = ""
    paths: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    shelf: str = "published"
    why_draft: str = ""
    published_at: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    tags: list[str] = field(default_factory=list)
    cover: str = ""
    cover_alt: str = ""
    canonical_url: str = ""
    footnotes: list[tuple[str, str]] = field(default_factory=list)
    is_open: bool = True
    is_cut: bool = False
    notes: list[Note] = field(default_factory=list)


@dataclass
class Remark:
    """A comment; `parent` is the key of the comment that it answers."""

    key: str
    piece: str
    person: Person
    html: str
    state: str = "published"
    parent: str = ""
    written_at: datetime | None = None


@dataclass
class Attached:
    """A file of the other site, by its address there."""

    key: str
    url: str
    parent: str = ""
    alt: str = ""
    caption: str = ""


@dataclass
class TagName:
    """A word that the other site sorts by."""

    name: str


@dataclass
class LeftOut:
    """Something that does not come in; `what` is a name of words.LEFT_OUT, `detail` the file's own."""

    what: str
    detail: str = ""


Thing = Person | Piece | Remark | Attached | TagName | LeftOut
KINDS: dict[type, str] = {
    Person: "people",
    Piece: "articles",
    Remark: "comments",
    TagName: "tags",
    Attached: "pictures",
}


@dataclass
class Survey:
    """What a file holds, read once from end to end before anything is written."""

    found: Counter[str] = field(default_factory=Counter)
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    people: dict[str, Person] = field(default_factory=dict)
    attached: dict[str, Attached] = field(default_factory=dict)
    title: str = ""
    address: str = ""

    @property
    def steps(self) -> int:
        return self.found["articles"] + self.found["comments"]


class Source(Protocol):
    """An export that can be read twice: once to see what it holds, once to bring it in."""

    system: str
    file: ExportFile
    survey: Survey

    @property
    def name(self) -> str:
        """Name the other site: the same for each export of it."""

    def look_through(self) -> Survey: ...

    def things(self) -> Iterator[Thing]: ...

    def gallery(self, ids: list[str], piece: str) -> list[Attached]: ...
