"""Pages that only compose what the slices below know: home, an article with its thread, a person."""

from flask import Flask

from community.pages.routes import blueprint


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
