"""Writes of clips."""

import secrets
import shutil
from pathlib import Path
from typing import IO, Any

from flask_babel import lazy_gettext as _l

from community import facts
from community.config import MAX_CLIP_BYTES
from community.database import begin_writing
from community.errors import TooLarge
from community.extensions import db
from community.jobs import actions as jobs
from community.jobs.models import Job
from community.media.actions import MAX_ALT_CHARACTERS
from community.media.filming import STEPS, Developed, develop, turn
from community.media.models import Clip
from community.media.storage import media_store

PIECE_BYTES = 1024 * 1024


def add_clip(source: Path, kind: str, folder: Path, *, by: Any, alt: str = "") -> Clip:
    """Check, clean and keep a clip while the asker waits; the database is asked after the long work.

    Raises Refused (422) with the reason, Busy (503), or NoRoom (507).
    """
    with turn():
        developed = develop(source, kind, folder)
    return keep_clip(developed, owner_id=by.id, alt=alt)


def keep_clip(
    developed: Developed, *, owner_id: int | None, alt: str = "", job_id: int | None = None
) -> Clip:
    """Store the files of a clip and its row; if one fails, nothing of the other is left."""
    posters = developed.poster.files
    clip = Clip(
        key=secrets.token_hex(12),
        owner_id=owner_id,
        job_id=job_id,
        state="ready",
        container=developed.container,
        width=developed.width,
        height=developed.height,
        duration_ms=developed.duration_ms,
        byte_count=developed.path.stat().st_size + sum(map(len, posters.values())),
        colour=developed.poster.colour,
        alt=alt[:MAX_ALT_CHARACTERS],
    )
    names = clip.file_names
    try:
        media_store().put_all({f"{clip.key}-{size}.webp": file for size, file in posters.items()})
        media_store().put_file(clip.name, developed.path)
        begin_writing()
        db.session.add(clip)
        db.session.flush()
    except Exception:
        media_store().remove(names)
        raise
    return clip


def bring_clip(source: Path, kind: str, *, by: Any, alt: str = "", language: str = "en") -> Job:
    """Keep the file as it came, where no address leads, and have the clip made in the background.

    The job ends with `page`, `url`, `width`, `height` and `markdown`, or says in `language` why not.
    """
    name = f"{secrets.token_hex(12)}-brought"
    media_store().put_file(name, source)
    begin_writing()
    job = jobs.begin("clip", by=by, total=STEPS)
    told = {"job_id": job.id, "name": name, "kind": kind, "alt": alt, "language": language}
    facts.tell(facts.clip_brought, **told)
    return job


def take_in(file: IO[bytes], path: Path) -> None:
    """Write a file that is brought to a path, piece by piece. Raises TooLarge (413)."""
    file.seek(0, 2)
    if file.tell() > MAX_CLIP_BYTES:
        raise too_large()
    file.seek(0)
    with path.open("wb") as out:
        shutil.copyfileobj(file, out, PIECE_BYTES)


def too_large() -> TooLarge:
    return TooLarge(_l("This clip is larger than 100 MB. Make it smaller and try again."))
