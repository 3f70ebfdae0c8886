"""Keeping the peace: house rules, reports by readers, decisions by moderators, the log of them.

A *report* names a rule that a thing breaks. A *decision* is about one thing: approve, hold or remove.
It answers the reports, tells the author and the reporters why, and stands in the log for good.
"""

from flask import Flask, has_request_context

from community.moderation import listeners
from community.moderation.desk import queue_counts
from community.moderation.desk_routes import blueprint as desk
from community.moderation.routes import blueprint
from community.moderation.rules import RULES
from community.permissions import can
from community.web.answers import is_fragment


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.register_blueprint(desk)
    app.jinja_env.globals["house_rules"] = RULES
    app.context_processor(count_waiting)
    listeners.connect()


def count_waiting() -> dict[str, int]:
    """Tell pages how much waits at the desk; only moderators are shown it, so only they ask."""
    is_asked = has_request_context() and can("desk.open") and not is_fragment()
    return {"waiting_count": sum(queue_counts().values()) if is_asked else 0}
