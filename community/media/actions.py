"""Writes of pictures."""

import secrets
from typing import Any

from community.database import begin_writing
from community.extensions import db
from community.media.encoding import encode, turn
from community.media.models import WIDTHS, Picture
from community.media.storage import media_store

MAX_ALT_CHARACTERS = 500
# An appeal has 20 days, and its answer some more.
ASIDE_DAYS = 60


def remove_picture(picture: Picture) -> None:
    """Delete a picture that nothing shows any more, its files as well."""
    db.session.delete(picture)
    db.session.flush()
    media_store().remove(_names(picture))


def set_aside(picture: Picture) -> None:
    """Keep a picture where nobody can ask for it, for as long as its removal can be objected to."""
    media_store().set_aside(_names(picture))
    media_store().sweep_aside(ASIDE_DAYS)


def put_back(picture: Picture) -> None:
    """Let a picture be asked for again."""
    media_store().put_back(_names(picture))


def _names(picture: Picture) -> list[str]:
    return [f"{picture.key}-{size}.webp" for size in WIDTHS[picture.kind]]


def add_picture(data: bytes, *, by: Any, kind: str = "picture", alt: str = "") -> Picture:
    """Check, re-encode and keep a picture; the long work is done before the database is asked.

    Raises WrongKind (415), TooLarge (413), Refused (422) for a damaged file, or Busy (503).
    """
    with turn():
        encoded = encode(data, kind)
    key = secrets.token_hex(12)
    picture = Picture(
        key=key,
        owner_id=by.id,
        kind=kind,
        width=encoded.width,
        height=encoded.height,
        byte_count=sum(map(len, encoded.files.values())),
        colour=encoded.colour,
        alt=alt[:MAX_ALT_CHARACTERS],
    )
    media_store().put_all({f"{key}-{size}.webp": file for size, file in encoded.files.items()})
    begin_writing()
    db.session.add(picture)
    db.session.flush()
    return picture
