"""Notifications: what a person is told inside the site, with the count of what is unread."""

from flask import Flask

from community.notifications import listeners, publishing
from community.notifications.routes import blueprint


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    listeners.connect()
    publishing.connect()
