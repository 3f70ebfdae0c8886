"""The page of notifications."""

from typing import Any

from flask import Blueprint, request
from flask_login import current_user
from werkzeug.wrappers import Response

from community.database import decode_cursor, encode_cursor
from community.notifications import actions, queries
from community.permissions import requires
from community.web.answers import see, show

blueprint = Blueprint("notifications", __name__)


@blueprint.get("/notifications")
@requires("notification.read")
def index() -> Any:
    place = decode_cursor(request.args.get("after"), int)
    page = queries.page_of(current_user.id, place[0] if place else None)
    older = f"/notifications?after={encode_cursor(page.next_id)}" if page.next_id else ""
    return show("notifications/index.html", rows=page.rows, older=older)


@blueprint.post("/notifications")
@requires("notification.read")
def read_all() -> Response:
    up_to = request.form.get("up_to", "")
    if up_to.isascii() and up_to.isdigit() and len(up_to) < 10:
        actions.read_all(current_user, int(up_to))
    return see("/notifications")
