"""What is done with pictures in the background: large ones are made, and all get their AVIF."""

import logging
from typing import Any

from flask_babel import lazy_gettext as _l
from huey import crontab

from community import facts
from community.errors import NotFound
from community.extensions import db
from community.jobs import actions as jobs
from community.jobs.models import Job
from community.jobs.queue import queue
from community.media import queries, sweeping
from community.media.actions import keep_picture, note_avif
from community.media.encoding import STEPS, encode, smaller_as_avif, turn
from community.media.models import Picture
from community.media.storage import media_store, read_whole
from community.media.taking import taking

BROKEN = _l("Something broke on our side. Please bring the picture again.")
PATIENCE_SECONDS = 300
# What the queue lost when a process was ended, or what came in by an import; then the next ones.
MADE_UP_FOR = 200
log = logging.getLogger(__name__)


def connect() -> None:
    facts.picture_brought.connect(begin_picture)
    facts.picture_added.connect(begin_avif)


def begin_picture(_sender: Any, **brought: Any) -> None:
    make_picture(**brought)


def begin_avif(_sender: Any, picture_id: int) -> None:
    add_avif(picture_id)


@queue.task()
def make_picture(job_id: int, name: str, alt: str, language: str) -> None:
    """Make a picture of the file that was brought; the job says how far it is, and why it failed."""
    with taking(job_id, name, language, total=STEPS, broken=BROKEN):
        picture = _made(job_id, name, alt)
        jobs.finish(job_id, page=picture.page_url, **picture.described)


def _made(job_id: int, name: str, alt: str) -> Picture:
    owner_id = db.session.get_one(Job, job_id).owner_id
    db.session.commit()  # Nothing is kept open while the long work is done.
    data = read_whole(name)
    with turn(PATIENCE_SECONDS):
        encoded = encode(data, tell=lambda done: jobs.progress(job_id, done))
    return keep_picture(encoded, owner_id=owner_id, alt=alt)


@queue.task()
def add_avif(picture_id: int) -> None:
    """Add AVIF beside the WebP of a picture, in those sizes in which it is smaller."""
    picture = db.session.get(Picture, picture_id)
    if picture is None or picture.has_avif:
        return
    names = picture.webp_names
    db.session.commit()
    files: dict[str, bytes] = {}
    for name in names:
        with turn(PATIENCE_SECONDS):
            avif = smaller_as_avif(read_whole(name))
        if avif:
            files[name.replace(".webp", ".avif")] = avif
    media_store().put_all(files)
    if not note_avif(picture_id, sum(map(len, files.values()))):
        media_store().remove(list(files))  # It was deleted meanwhile.
    db.session.commit()


@queue.periodic_task(crontab(minute="*/10"))
def add_missing_avif() -> None:
    """Make up for what was not done: by a process that was ended, or for pictures of an import."""
    for picture_id in queries.without_avif(MADE_UP_FOR):
        try:
            add_avif.call_local(picture_id)
        except NotFound:  # A moderator has set it aside.
            db.session.rollback()


@queue.periodic_task(crontab(hour="3", minute="17"))
def sweep_nightly() -> None:
    log.info("Unused files: %s", sweeping.sweep())
