"""Likes and bookmarks: set, never toggled, one of each person and thing; counted on the thing."""

from flask import Flask

from community.likes.queries import liked_comments
from community.likes.routes import blueprint


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    # The comments' own answers mark what the viewer likes, and cannot look up to this slice.
    app.extensions["liked comments"] = liked_comments
