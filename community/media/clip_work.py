"""What is done with clips in the background: all of them are made there, unless the asker waits."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l

from community import facts
from community.extensions import db
from community.jobs import actions as jobs
from community.jobs.models import Job
from community.jobs.queue import queue
from community.media.clips import keep_clip
from community.media.filming import STEPS, Developed, develop, turn
from community.media.models import Clip
from community.media.storage import media_store
from community.media.taking import taking
from community.web.incoming import as_no_room, working_folder

BROKEN = _l("Something broke on our side. Please bring the clip again.")
PATIENCE_SECONDS = 600
# Each step told is a write; nobody looks more often than that.
TELL_SECONDS = 0.4


def connect() -> None:
    facts.clip_brought.connect(begin_clip)


def begin_clip(_sender: Any, **brought: Any) -> None:
    make_clip(**brought)


@queue.task()
def make_clip(job_id: int, name: str, kind: str, alt: str, language: str) -> None:
    """Make a clip of the file that was brought; the job says how far it is, and why it failed."""
    with taking(job_id, name, language, total=STEPS, broken=BROKEN):
        clip = _made(job_id, name, kind, alt)
        jobs.finish(job_id, page=clip.page_url, **clip.described)


def _made(job_id: int, name: str, kind: str, alt: str) -> Clip:
    owner_id = db.session.get_one(Job, job_id).owner_id
    db.session.commit()  # Nothing is kept open while the long work is done.
    with as_no_room(), working_folder() as path:
        developed = _developed(name, kind, Path(path), _teller(job_id))
        return keep_clip(developed, owner_id=owner_id, alt=alt, job_id=job_id)


def _developed(name: str, kind: str, folder: Path, tell: Callable[[int], None]) -> Developed:
    source = folder / "brought"
    with source.open("wb") as file:
        file.writelines(media_store().open(name))
    with turn(PATIENCE_SECONDS):
        return develop(source, kind, folder, tell)


def _teller(job_id: int) -> Callable[[int], None]:
    """Return what writes down how far a job is, now and then."""
    told_at = 0.0

    def tell(done: int) -> None:
        nonlocal told_at
        if time.monotonic() - told_at > TELL_SECONDS:
            told_at = time.monotonic()
            jobs.progress(job_id, done)

    return tell
