"""Taking away what nothing uses: rows of pictures and clips first, then files that no row names.

Who has just brought a picture may be still writing, so everything has a day's grace.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from shutil import rmtree

from sqlalchemy import delete, select

from community.database import begin_writing, change, now
from community.extensions import db
from community.media.storage import media_store
from community.media.uses import KEY, OWNERS, hold_still, used_keys
from community.web.incoming import left_over

GRACE = timedelta(days=1)
ASIDE_DAYS = 60
BATCH = 500


@dataclass
class Swept:
    """How many rows and files went."""

    rows: int = 0
    files: int = 0


def sweep() -> Swept:
    """Delete unused pictures, clips and files that are older than a day."""
    swept = Swept(rows=_sweep_rows())
    for names in _batches(media_store().names(before=now() - GRACE)):
        lost = _without_row(names)
        media_store().remove(lost)
        swept.files += len(lost)
    media_store().sweep_aside(ASIDE_DAYS)
    for path in left_over():
        rmtree(path, ignore_errors=True)
    return swept


def _sweep_rows() -> int:
    """Look first without standing in anybody's way, and again, if there is something to delete, while
    nobody can write: what is used in the same moment stays."""
    old = _old_keys()
    if not old - used_keys():
        db.session.rollback()
        return 0
    begin_writing()
    hold_still()
    unused = sorted(old - used_keys())
    count = 0
    for start in range(0, len(unused), BATCH):
        some = unused[start : start + BATCH]
        for owner in OWNERS:
            count += change(delete(owner).where(owner.key.in_(some)))
    db.session.commit()
    return count


def _old_keys() -> set[str]:
    """Return the keys of what is older than the grace; those of another make are left alone."""
    limit = now() - GRACE
    keys = {
        key
        for owner in OWNERS
        for key in db.session.scalars(select(owner.key).where(owner.created_at < limit))
    }
    return set(filter(KEY.fullmatch, keys))


def _without_row(names: list[str]) -> list[str]:
    """Return the names of files that belong to no picture and no clip."""
    keys = {_key_of(name) for name in names}
    known = {
        key
        for owner in OWNERS
        for key in db.session.scalars(select(owner.key).where(owner.key.in_(keys)))
    }
    db.session.rollback()
    return [name for name in names if _key_of(name) not in known]


def _key_of(name: str) -> str:
    return name.partition(".")[0].rpartition("-")[0] or name.partition(".")[0]


def _batches(names: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(names, BATCH)):
        yield batch
