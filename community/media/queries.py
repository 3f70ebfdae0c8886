"""Reads of pictures."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import select

from community.database import now
from community.errors import NotFound
from community.extensions import db
from community.media.models import Picture
from community.media.tints import tint_class

# The queue has had its chance by then.
BELATED = timedelta(minutes=10)


def by_key(key: str) -> Picture | None:
    """Return the picture of this name, or None."""
    return db.session.scalar(select(Picture).where(Picture.key == key))


def own_by_key(key: str, owner_id: int) -> Picture:
    """Return one's own picture of this name. Raises NotFound."""
    query = select(Picture).where(Picture.key == key, Picture.owner_id == owner_id)
    picture = db.session.scalar(query)
    if picture is None:
        raise NotFound
    return picture


def newest_of(owner_id: int, before_id: int | None, limit: int) -> Sequence[Picture]:
    """Return one's own pictures, faces apart, newest first, from below an id on."""
    query = select(Picture).where(Picture.owner_id == owner_id, Picture.kind == "picture")
    if before_id is not None:
        query = query.where(Picture.id < before_id)
    return db.session.scalars(query.order_by(Picture.id.desc()).limit(limit)).all()


def sizes_of(keys: Iterable[str]) -> dict[str, tuple[int, int, str]]:
    """Return key → (width, height, tint) of the large size, for the keys that are there."""
    wanted = set(keys)
    if not wanted:
        return {}
    columns = (Picture.key, Picture.width, Picture.height, Picture.colour)
    rows = db.session.execute(select(*columns).where(Picture.key.in_(wanted)))
    return {key: (width, height, tint_class(colour)) for key, width, height, colour in rows}


def without_avif(limit: int) -> Sequence[int]:
    """Return the ids of pictures whose AVIF is overdue, newest first."""
    query = select(Picture.id).where(~Picture.has_avif, Picture.created_at < now() - BELATED)
    return db.session.scalars(query.order_by(Picture.id.desc()).limit(limit)).all()
