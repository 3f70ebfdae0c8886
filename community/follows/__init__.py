"""Following people: what they publish is told to those who follow, and can be had as letters."""

from flask import Flask

from community.follows.routes import blueprint


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
