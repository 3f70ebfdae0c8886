"""The journal: the internal log, as moderators read it."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request

from community.accounts import queries as accounts
from community.database import decode_cursor, encode_cursor
from community.moderation import journal, log
from community.moderation.waiting import counts_here
from community.permissions import requires
from community.text.plain import clean_line
from community.web.answers import show

blueprint = Blueprint("journal", __name__)
HERE = "/moderation/journal"


@blueprint.get("/moderation/journal")
@requires("desk.open")
def show_journal() -> Any:
    asked = {
        name: clean_line(request.args.get(name, "")) for name in ("actor", "action", "subject")
    }
    place = decode_cursor(request.args.get("after"), int)
    entries, last = journal.page(place[0] if place else None, **_filters(asked))
    return show(
        "moderation/journal.html",
        entries=entries,
        people=accounts.by_ids({one.actor_id for one in entries if one.actor_id}),
        actions=journal.ACTIONS,
        asked=asked,
        entry_count=log.entry_count(),
        older=f"{HERE}?{urlencode(asked | {'after': encode_cursor(last)})}" if last else "",
        counts=counts_here(),
    )


def _filters(asked: dict[str, str]) -> dict[str, Any]:
    """Return what the log is narrowed to; a name that nobody has finds nothing."""
    name = asked["actor"].lstrip("@")
    actor = accounts.by_username(name) if name else None
    action = asked["action"] if asked["action"] in journal.ACTIONS else ""
    actor_id = (actor.id if actor else 0) if name else None
    return {"action": action, "actor_id": actor_id, "subject": asked["subject"]}
