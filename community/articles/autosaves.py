"""What somebody has typed and not saved: kept beside the article, one text a person and place.

It is never a version and readers never see it. Two windows do not overwrite each other: each says which
edition it goes on from.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, delete
from sqlalchemy.dialects import postgresql, sqlite

from community.accounts.models import User
from community.articles.draft_models import Autosave
from community.articles.models import Article
from community.database import change, now
from community.errors import Conflict, Refused
from community.extensions import db

INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
# The fields of the editor's form that hold what somebody typed or chose.
TYPED = (
    "kind",
    "title",
    "summary",
    "body",
    "language",
    "tags",
    "credits",
    "cover",
    "cover_alt",
    "cover_ratio",
    "slug",
    "publish_at",
    "series",
    "series_position",
    "comments",
    "close_after_days",
    "thread_note",
    "canonical_url",
)
# More than may be saved: what is too long is kept as well, until it is shortened.
MAX_CHARACTERS = 250_000
MAX_WINDOW = 40
LIFETIME = timedelta(days=30)
# One save in so many sweeps away what was left for longer.
SAVES_PER_SWEEP = 100


class Kept(NamedTuple):
    """What was kept: its number, and when."""

    edition: int
    saved_at: datetime


def autosave(
    article: Article | None,
    *,
    by: User,
    typed: Mapping[str, str],
    base_version: int,
    edition: int,
    window: str = "",
) -> Kept:
    """Keep what somebody types into an article, or into a new one (None), in one statement.

    `edition` is what the window goes on from, 0 if nothing was kept yet; what the same window kept is
    always its own. Twice is harmless. Raises Conflict if something else was kept meanwhile, and
    Refused for more than anybody types.
    """
    fields = {name: typed[name].replace("\x00", "") for name in TYPED if name in typed}
    if not fields or sum(map(len, fields.values())) > MAX_CHARACTERS:
        raise Refused(_l("This is too long."), "body")
    moment = now()
    values: dict[str, Any] = {
        "fields": fields,
        "base_version": base_version,
        "edition": edition + 1,
        "window": window[:MAX_WINDOW],
        "saved_at": moment,
    }
    if (kept := _upsert(article, by, values)) is not None:
        return Kept(kept, moment)
    other = kept_text(article, by)
    if other and other.fields == fields:
        return Kept(other.edition, other.saved_at)
    raise Conflict(_l("This text is open elsewhere as well."), current=other)


def _upsert(article: Article | None, by: User, values: dict[str, Any]) -> int | None:
    """Write the row if it goes on from what is there; return its edition, else None."""
    key = {"user_id": by.id, "place": place_of(article)}
    insert: Any = INSERT[db.engine.dialect.name](Autosave.__table__)
    statement = insert.values(**key, article_id=article.id if article else None, **values)
    goes_on = Autosave.edition == values["edition"] - 1
    if values["window"]:
        goes_on |= Autosave.window == values["window"]
    changed = {**values, "edition": Autosave.edition + 1}
    statement = statement.on_conflict_do_update(
        index_elements=list(key), set_=changed, where=goes_on
    ).returning(Autosave.edition)
    edition: int | None = db.session.scalar(statement)
    return edition


def kept_text(article: Article | None, who: User) -> Autosave | None:
    """Return what somebody typed here and did not save."""
    return db.session.get(Autosave, (who.id, place_of(article)), populate_existing=True)


def forget_autosave(
    article: Article | None, *, by: User, edition: int | None, window: str = ""
) -> bool:
    """Forget what was typed, once it is saved or thrown away; tell whether there was something.

    What another window kept meanwhile stays.
    """
    is_it: ColumnElement[bool] = Autosave.edition == (edition or 0)
    if window:
        is_it |= Autosave.window == window
    gone = delete(Autosave).where(
        Autosave.user_id == by.id, Autosave.place == place_of(article), is_it
    )
    if secrets.randbelow(SAVES_PER_SWEEP) == 0:
        sweep_autosaves()
    return change(gone) == 1


def sweep_autosaves() -> int:
    """Delete what was left 30 days ago. Returns how much."""
    return change(delete(Autosave).where(Autosave.saved_at < now() - LIFETIME))


def place_of(article: Article | None) -> str:
    return str(article.id) if article else "new"
