"""Beginning a piece of work, and telling how far it is; each step is committed at once."""

import secrets
from typing import Any

from sqlalchemy import update

from community.database import now
from community.extensions import db
from community.jobs.models import Job

MAX_PROBLEM_CHARACTERS = 500


def begin(kind: str, *, by: Any = None, total: int = 0) -> Job:
    """Note a piece of work that is to be done. Queue its task after the commit: see `facts`."""
    job = Job(key=secrets.token_urlsafe(18), kind=kind, total=total)
    job.owner_id = by.id if by else None
    db.session.add(job)
    db.session.flush()
    return job


def start(job_id: int, total: int = 0) -> None:
    """Say that the work has begun. Twice is harmless: a task that is tried again starts anew."""
    _set(job_id, state="running", started_at=now(), done=0, total=total, problem="")


def progress(job_id: int, done: int, total: int | None = None) -> None:
    """Say how far the work is."""
    _set(job_id, done=done, **({} if total is None else {"total": total}))


def finish(job_id: int, **result: Any) -> None:
    """Say that the work is done, and what it leaves behind."""
    _set(job_id, state="done", ended_at=now(), result=result)


def fail(job_id: int, problem: Any, **result: Any) -> None:
    """Say why the work failed, in a sentence for its owner."""
    said = str(problem)[:MAX_PROBLEM_CHARACTERS]
    _set(job_id, state="failed", ended_at=now(), problem=said, result=result)


def _set(job_id: int, **values: Any) -> None:
    db.session.execute(update(Job).where(Job.id == job_id).values(**values))
    db.session.commit()
