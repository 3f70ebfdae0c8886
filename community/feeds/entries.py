"""What a feed says, whichever format it is written in."""

from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(frozen=True)
class Person:
    """Somebody named in a feed; address and picture are whole, or "" where there is none."""

    name: str
    url: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture that goes with an entry; width and height in pixels."""

    url: str
    width: int
    height: int
    alt: str = ""
    kind: str = "image/webp"


@dataclass(frozen=True)
class Answered:
    """What a comment answers (RFC 4685): its id and where it is read."""

    id: str
    url: str


@dataclass(frozen=True)
class Entry:
    """One article or comment; `html` has whole addresses. A comment has no title of its own."""

    id: str
    url: str
    title: str
    language: str
    html: str
    summary: str
    published_at: datetime
    updated_at: datetime
    authors: list[Person]
    is_titled: bool = True
    contributors: list[Person] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    picture: Picture | None = None
    # Where it was published first, what it draws on, and the feed of what is said of it.
    canonical_url: str = ""
    sources: list[str] = field(default_factory=list)
    comments_url: str = ""
    answers: Answered | None = None


@dataclass(frozen=True)
class Feed:
    """A page of entries. `url` names the feed as a whole, `self_url` this page, `next_url` the next."""

    title: str
    subtitle: str
    language: str
    home_url: str
    url: str
    self_url: str
    other_url: str
    next_url: str
    updated_at: datetime
    entries: list[Entry]
    site: Person
    icon_url: str
    logo_url: str


def written(moment: datetime) -> str:
    """Return a moment as both formats write it (RFC 3339), in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
