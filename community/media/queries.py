"""Reads of pictures and clips."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import literal, select, union_all

from community.database import now
from community.errors import NotFound
from community.extensions import db
from community.media.models import Clip, Picture
from community.media.tints import tint_class

# The queue has had its chance by then.
BELATED = timedelta(minutes=10)
Made = TypeVar("Made", Picture, Clip)


def by_key(key: str) -> Picture | None:
    """Return the picture of this name, or None."""
    return db.session.scalar(select(Picture).where(Picture.key == key))


def own_by_key(kind: type[Made], key: str, owner_id: int) -> Made:
    """Return one's own picture or clip of this name. Raises NotFound."""
    query = select(kind).where(kind.key == key, kind.owner_id == owner_id)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def newest_of(owner_id: int, before_id: int | None, limit: int) -> Sequence[Picture]:
    """Return one's own pictures, faces apart, newest first, from below an id on."""
    query = select(Picture).where(Picture.owner_id == owner_id, Picture.kind == "picture")
    if before_id is not None:
        query = query.where(Picture.id < before_id)
    return db.session.scalars(query.order_by(Picture.id.desc()).limit(limit)).all()


def newest_clips_of(owner_id: int, limit: int) -> Sequence[Clip]:
    """Return one's own clips, newest first."""
    query = select(Clip).where(Clip.owner_id == owner_id).order_by(Clip.id.desc())
    return db.session.scalars(query.limit(limit)).all()


def sizes_of(names: Iterable[str]) -> dict[str, tuple[int, int, str]]:
    """Return name → (width, height, tint) of those that are there.

    A picture is named by its key, and has the size of its large file; a clip by the name of its file.
    """
    wanted = set(names)
    if not wanted:
        return {}
    pictures = select(Picture.key, literal(""), Picture.width, Picture.height, Picture.colour)
    clips = select(Clip.key, Clip.container, Clip.width, Clip.height, Clip.colour)
    keys = {name.partition(".")[0] for name in wanted}
    found = union_all(pictures.where(Picture.key.in_(keys)), clips.where(Clip.key.in_(keys)))
    sizes = {
        f"{key}.{container}" if container else key: (width, height, tint_class(colour))
        for key, container, width, height, colour in db.session.execute(found)
    }
    return {name: size for name, size in sizes.items() if name in wanted}


def without_avif(limit: int) -> Sequence[int]:
    """Return the ids of pictures whose AVIF is overdue, newest first."""
    query = select(Picture.id).where(~Picture.has_avif, Picture.created_at < now() - BELATED)
    return db.session.scalars(query.order_by(Picture.id.desc()).limit(limit)).all()
