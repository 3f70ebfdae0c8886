"""Imports in the background: looking a file through, and bringing it in. Each tells its job how far it is."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from community.errors import TeahouseError
from community.extensions import db
from community.jobs import actions as jobs
from community.jobs.queue import queue
from community.transfer.running import Wish, bring_in, preview_of
from community.transfer.uploads import upload_path

PREVIEW, IMPORT = "import preview", "import"
TELL_SECONDS = 1.0
log = logging.getLogger(__name__)


@queue.task()
def look_through(job_id: int, key: str, language: str, **wish: Any) -> None:
    """Say what a file holds; `wish` is kept for the import that may follow."""
    with _told_to_owner(job_id, key, language):
        jobs.start(job_id)
        report = preview_of(wish["system"], upload_path(key))
        jobs.finish(job_id, wish=wish, report=report.as_kept())


@queue.task()
def bring(job_id: int, key: str, language: str, system: str, may_fetch: bool) -> None:
    """Bring a file in that was looked through; it is deleted once it has come in."""
    path = upload_path(key)
    with _told_to_owner(job_id, key, language):
        jobs.start(job_id)
        wish = Wish(system, path, may_fetch=may_fetch, job_id=job_id)
        report = bring_in(wish, told=Teller(job_id))
        path.unlink(missing_ok=True)
        jobs.finish(job_id, report=report.as_kept())


class Teller:
    """Tells a job how far it is, once a second at most."""

    def __init__(self, job_id: int) -> None:
        self._job_id = job_id
        self._told_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._told_at < TELL_SECONDS and done < total:
            return
        self._told_at = time.monotonic()
        # A read that turns into a write fails where others write; this begins anew.
        db.session.rollback()
        jobs.progress(self._job_id, done, total)


@contextmanager
def _told_to_owner(job_id: int, key: str, language: str) -> Iterator[None]:
    """Let a job fail with a sentence in its owner's language, and nothing left over."""
    with force_locale(language.replace("-", "_")):
        try:
            yield
        except TeahouseError as refused:
            db.session.rollback()
            jobs.fail(job_id, refused.message)
            upload_path(key).unlink(missing_ok=True)
        except Exception:
            db.session.rollback()
            log.exception("The import of job %d failed.", job_id)
            jobs.fail(job_id, _("Something broke on our side, and nothing came in. It was noted."))
