"""The pictures of the story: encoded like any that people bring, two at a time."""

import re
import secrets
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert

from community.demo.clock import Clock
from community.demo.story import Story
from community.extensions import db
from community.media.encoding import Encoded, encode
from community.media.models import Picture
from community.media.storage import media_store
from community.text.language import to_traditional

PICTURES = Path(__file__).parent / "pictures"
AT_ONCE = 2
# Someone is waiting for the first page.
EFFORT = 2
_IN_TEXT = re.compile(r"!\[([^\]]*)\]\(picture:([\w-]+)\)")


@dataclass(frozen=True)
class Use:
    """Where a picture is first used: whose it becomes, and the language of its words."""

    by: str
    language: str
    kind: str


@dataclass(frozen=True)
class Drawn:
    """A picture that is encoded; its files are named after `key`."""

    key: str
    use: Use
    encoded: Encoded

    @property
    def files(self) -> dict[str, bytes]:
        return {f"{self.key}-{size}.webp": data for size, data in self.encoded.files.items()}


def draw(story: Story) -> dict[str, Drawn]:
    """Encode what the story shows, by name. One whose file is missing is left out."""
    uses = dict(reversed(list(_uses(story))))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        encoding: dict[str, Future[Encoded]] = {
            name: pool.submit(encode, path.read_bytes(), use.kind, EFFORT)
            for name, use in uses.items()
            if (path := PICTURES / f"{name}.webp").is_file()
        }
    return {
        name: Drawn(secrets.token_hex(12), uses[name], future.result())
        for name, future in encoding.items()
    }


def _uses(story: Story) -> Iterator[tuple[str, Use]]:
    for person in story.people:
        if person.face:
            yield person.face, Use(person.username, person.language, "face")
    for piece in story.pieces:
        for name in filter(
            None, (piece.cover, *(found[2] for found in _IN_TEXT.finditer(piece.body)))
        ):
            yield name, Use(piece.by, piece.language, "picture")


def keep(
    drawn: Mapping[str, Drawn], story: Story, user_ids: Mapping[str, int], clock: Clock
) -> dict[str, int]:
    """Write files and rows; return name → id. On failure the files are `forgotten`."""
    for one in drawn.values():
        media_store().put_all(one.files)
    if not drawn:
        return {}
    ids = db.session.scalars(
        insert(Picture).returning(Picture.id, sort_by_parameter_order=True),
        [_row(name, one, story, user_ids, clock) for name, one in drawn.items()],
    )
    return dict(zip(drawn, ids, strict=True))


def forget(drawn: Mapping[str, Drawn]) -> None:
    """Delete the files, where the rows about them did not come to be."""
    for one in drawn.values():
        media_store().remove(list(one.files))


def with_pictures(body: str, drawn: Mapping[str, Drawn]) -> str:
    """Put the addresses of the pictures into a text; one that is missing leaves no trace."""

    def shown(match: re.Match[str]) -> str:
        alt, name = match.groups()
        return f"![{alt}](/media/{drawn[name].key}-large.webp)" if name in drawn else ""

    return _IN_TEXT.sub(shown, body)


def _row(
    name: str, one: Drawn, story: Story, user_ids: Mapping[str, int], clock: Clock
) -> dict[str, object]:
    return {
        "key": one.key,
        "owner_id": user_ids[one.use.by],
        "kind": one.use.kind,
        "width": one.encoded.width,
        "height": one.encoded.height,
        "byte_count": sum(map(len, one.encoded.files.values())),
        "colour": one.encoded.colour,
        "alt": _alt(story.alts.get(name, {}), one.use.language),
        "created_at": clock.now,
    }


def _alt(words: Mapping[str, str], language: str) -> str:
    if language == "zh-Hant":
        return to_traditional(words.get("zh", ""))
    return words.get(language.partition("-")[0], "")
