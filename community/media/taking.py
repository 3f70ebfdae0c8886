"""Making what was brought, in the background: the job says how it goes, and the file goes in the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_babel import force_locale

from community import facts
from community.errors import TeahouseError
from community.extensions import db
from community.jobs import actions as jobs
from community.media.storage import media_store


@contextmanager
def taking(job_id: int, name: str, language: str, *, total: int, broken: Any) -> Iterator[None]:
    """Start a job on the file of this name; if it fails, say why in `language`.

    `broken` is what is said of a fault of our own, which goes on to the log.
    """
    jobs.start(job_id, total=total)
    with force_locale(language.replace("-", "_")):
        try:
            yield
        except TeahouseError as error:
            db.session.rollback()
            jobs.fail(job_id, error.message)
        except Exception:
            db.session.rollback()
            jobs.fail(job_id, broken)
            raise
        finally:
            media_store().remove([name])
    facts.deliver()
