"""Writes of follows. A state is set, never toggled: asked for twice, it changes once."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from community import facts
from community.accounts.models import User
from community.database import change, now
from community.errors import Forbidden
from community.extensions import db
from community.follows.models import Follow

INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def set_follow(person: User, *, by: User, following: bool) -> None:
    """Follow a person, or follow them no more. Raises Forbidden for oneself."""
    if person.id == by.id:
        raise Forbidden(_l("Others may follow you; you know already what you write."))
    ids = {"follower_id": by.id, "followed_id": person.id}
    if following:
        insert: Any = INSERT[db.engine.dialect.name](Follow.__table__)
        change(insert.values(**ids, created_at=now()).on_conflict_do_nothing())
    elif change(delete(Follow).filter_by(**ids)):
        facts.tell(facts.person_unfollowed, **ids)
