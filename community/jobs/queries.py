"""Reads of jobs."""

from typing import Any

from sqlalchemy import select

from community.errors import NotFound
from community.extensions import db
from community.jobs.models import Job


def by_key(key: str, who: Any) -> Job:
    """Return a job through the eyes of its owner or an admin. Raises NotFound."""
    query = select(Job).where(Job.key == key)
    if who.role != "admin":
        query = query.where(Job.owner_id == who.id)
    job = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if job is None:
        raise NotFound
    return job
