"""Keeping the peace: house rules, reports by readers, decisions by moderators, the log of them.

A *report* names a rule that a thing breaks. A *decision* is about one thing: approve, hold or remove.
It answers the reports, tells the author and the reporters why, and stands in the log for good.
"""

from flask import Flask

from community.moderation import listeners
from community.moderation.desk_routes import blueprint as desk
from community.moderation.queries import waiting_count
from community.moderation.routes import blueprint
from community.moderation.rules import RULES


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.register_blueprint(desk)
    app.jinja_env.globals.update(house_rules=RULES, waiting_count=waiting_count)
    listeners.connect()
