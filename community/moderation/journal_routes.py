"""The journal: the internal log, as moderators read it."""

from typing import Any

from flask import Blueprint, request

from community.accounts import queries as accounts
from community.database import decode_cursor, encode_cursor
from community.moderation import journal, log
from community.moderation.waiting import counts_here
from community.permissions import requires
from community.web.answers import show

blueprint = Blueprint("journal", __name__)


@blueprint.get("/moderation/journal")
@requires("desk.open")
def show_journal() -> Any:
    place = decode_cursor(request.args.get("after"), int)
    action = request.args.get("action", "")
    action = action if action in journal.ACTIONS else ""
    name = request.args.get("actor", "").strip().lstrip("@")
    actor = accounts.by_username(name) if name else None
    actor_id = (actor.id if actor else 0) if name else None
    entries, last = journal.page(place[0] if place else None, action, actor_id)
    query = f"action={action}&actor={actor.username if actor else ''}"
    return show(
        "moderation/journal.html",
        entries=entries,
        people=accounts.by_ids({one.actor_id for one in entries if one.actor_id}),
        actions=journal.ACTIONS,
        action=action,
        actor=name,
        entry_count=log.entry_count(),
        older=f"/moderation/journal?{query}&after={encode_cursor(last)}" if last else "",
        counts=counts_here(),
    )
