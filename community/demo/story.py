"""The story as it is written down in `content/`: people, pieces, what is said, what the desk keeps."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Person:
    """Someone of the story; `face` names a picture, `joined` is a day such as "-40d"."""

    username: str
    role: str
    language: str
    reads: list[str]
    learning: str
    bio: str
    bio_language: str
    face: str
    joined: str


@dataclass(frozen=True)
class Piece:
    """An article, note or guide. `number` is that of its file; `state` is published by default."""

    number: str
    kind: str
    title: str
    summary: str
    language: str
    by: str
    tags: list[str]
    cover: str
    cover_ratio: str
    published: str
    featured: bool
    likes: list[str]
    credits: list[dict[str, str]]
    body: str
    state: str = "published"


@dataclass(frozen=True)
class Said:
    """A comment under the piece `under`; `to` is the key of the one it answers, or empty."""

    under: str
    key: str
    by: str
    to: str
    after: str
    body: str
    likes: list[str]
    state: str = "published"
    held_by: str = ""
    removed_rule: str = ""


@dataclass(frozen=True)
class Complaint:
    """A report of the comment `on` under the piece `under`."""

    under: str
    on: str
    by: str
    rule: str
    note: str


@dataclass(frozen=True)
class Story:
    people: list[Person]
    pieces: list[Piece]
    said: list[Said] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    # name of a picture → its words, by "en" and "zh"
    alts: dict[str, dict[str, str]] = field(default_factory=dict)
    # What moderators keep for one another: the tables of team.toml, by "shift", "ready"…
    team: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


@cache
def read_story() -> Story:
    """Read all of the content; comments keep the order of their files, each after what it answers."""
    threads = {path.stem[:2]: _toml(path) for path in sorted((CONTENT / "threads").glob("*.toml"))}
    return Story(
        people=[Person(**one) for one in _toml(CONTENT / "people.toml")["person"]],
        pieces=[_piece(path) for path in sorted((CONTENT / "articles").glob("*.md"))],
        said=[Said(under, **one) for under, of in threads.items() for one in of["comment"]],
        complaints=[
            Complaint(under, **one) for under, of in threads.items() for one in of.get("report", ())
        ],
        alts={
            one["name"]: {"en": one["alt_en"], "zh": one["alt_zh"]}
            for one in _toml(CONTENT / "pictures.toml")["picture"]
        },
        team=_toml(CONTENT / "team.toml"),
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _piece(path: Path) -> Piece:
    """Read Markdown under a head in TOML, which stands between two lines of +++."""
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return Piece(number=path.stem[:2], body=body, **tomllib.loads(head))
