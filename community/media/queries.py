"""Reads of pictures."""

from collections.abc import Iterable

from sqlalchemy import select

from community.extensions import db
from community.media.models import Picture


def by_key(key: str) -> Picture | None:
    """Return the picture of this name, or None."""
    return db.session.scalar(select(Picture).where(Picture.key == key))


def sizes_of(keys: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return key → (width, height) of the large size, for the keys that are there."""
    wanted = set(keys)
    if not wanted:
        return {}
    rows = db.session.execute(
        select(Picture.key, Picture.width, Picture.height).where(Picture.key.in_(wanted))
    )
    return {key: (width, height) for key, width, height in rows}
