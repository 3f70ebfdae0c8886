"""Writes of pictures."""

import secrets
from typing import Any

from sqlalchemy import update

from community import facts
from community.database import begin_writing, change
from community.extensions import db
from community.jobs import actions as jobs
from community.jobs.models import Job
from community.media.encoding import STEPS, Encoded, encode, turn
from community.media.models import Picture, Shown
from community.media.storage import media_store

MAX_ALT_CHARACTERS = 500
# An appeal has 20 days, and its answer some more.
ASIDE_DAYS = 60
# Somebody waits for the answer: files 4 % larger in half the time.
EFFORT_AT_ONCE = 2


def remove_picture(picture: Picture) -> None:
    """Delete a picture that nothing shows any more, its files as well."""
    db.session.delete(picture)
    db.session.flush()
    media_store().remove(picture.file_names)


def set_aside(picture: Picture) -> None:
    """Keep a picture where nobody can ask for it, for as long as its removal can be objected to."""
    media_store().set_aside(picture.file_names)
    media_store().sweep_aside(ASIDE_DAYS)


def put_back(picture: Picture) -> None:
    """Let a picture be asked for again."""
    media_store().put_back(picture.file_names)


def describe(made: Shown, alt: str) -> None:
    """Say what a picture or a clip shows, for those who cannot see it."""
    made.alt = alt[:MAX_ALT_CHARACTERS]


def add_picture(data: bytes, *, by: Any, kind: str = "picture", alt: str = "") -> Picture:
    """Check, re-encode and keep a picture; the long work is done before the database is asked.

    Raises WrongKind (415), TooLarge (413), Refused (422) for a damaged file, Busy (503), or
    NoRoom (507).
    """
    with turn():
        encoded = encode(data, kind, EFFORT_AT_ONCE)
    return keep_picture(encoded, owner_id=by.id, kind=kind, alt=alt)


def keep_picture(
    encoded: Encoded, *, owner_id: int | None, kind: str = "picture", alt: str = ""
) -> Picture:
    """Store the files of a picture and its row; if one fails, nothing of the other is left."""
    key = secrets.token_hex(12)
    files = {f"{key}-{size}.webp": file for size, file in encoded.files.items()}
    picture = Picture(
        key=key,
        owner_id=owner_id,
        kind=kind,
        width=encoded.width,
        height=encoded.height,
        byte_count=sum(map(len, encoded.files.values())),
        colour=encoded.colour,
        alt=alt[:MAX_ALT_CHARACTERS],
    )
    media_store().put_all(files)
    try:
        begin_writing()
        db.session.add(picture)
        db.session.flush()
    except Exception:
        media_store().remove(list(files))
        raise
    facts.tell(facts.picture_added, picture_id=picture.id)
    return picture


def note_avif(picture_id: int, byte_count: int) -> bool:
    """Note that a picture has its AVIF; return whether it is still there."""
    begin_writing()
    count = Picture.byte_count + byte_count
    noted = update(Picture).where(Picture.id == picture_id).values(has_avif=True, byte_count=count)
    return bool(change(noted))


def bring_picture(data: bytes, *, by: Any, alt: str = "", language: str = "en") -> Job:
    """Keep the file as it came, where no address leads, and have the picture made in the background.

    The job ends with `page`, `url`, `width`, `height` and `markdown`, or says in `language` why not.
    """
    name = f"{secrets.token_hex(12)}-brought"
    media_store().put_all({name: data})
    begin_writing()
    job = jobs.begin("picture", by=by, total=STEPS)
    facts.tell(facts.picture_brought, job_id=job.id, name=name, alt=alt, language=language)
    return job
