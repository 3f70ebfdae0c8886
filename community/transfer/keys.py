"""How things of another site are named in `imported_things`, and which of them are here already."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import insert, select

from community.extensions import db
from community.transfer.models import ImportedThing

MAX_KEY = 200
IN_ONE_QUERY = 500


def key_of_address(url: str) -> str:
    """Return an address as a key, shortened by its digest where it is long."""
    return url if len(url) <= MAX_KEY else sha256(url.encode("utf-8", "replace")).hexdigest()


def here_already(source: str, kind: str, keys: Iterable[str]) -> dict[str, int]:
    """Return key → id here, for those that came before."""
    wanted = list(dict.fromkeys(key[:MAX_KEY] for key in keys if key))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), IN_ONE_QUERY):
        query = select(ImportedThing.foreign_id, ImportedThing.local_id).where(
            ImportedThing.source == source,
            ImportedThing.kind == kind,
            ImportedThing.foreign_id.in_(wanted[start : start + IN_ONE_QUERY]),
        )
        found.update((key, local) for key, local in db.session.execute(query))
    return found


def remember(source: str, kind: str, ids: dict[str, int], job_id: int | None) -> None:
    """Note what things became here, so that they never come in twice."""
    rows = [
        {
            "source": source,
            "kind": kind,
            "foreign_id": key[:MAX_KEY],
            "local_id": local,
            "job_id": job_id,
        }
        for key, local in ids.items()
    ]
    if rows:
        db.session.execute(insert(ImportedThing.__table__), rows)
