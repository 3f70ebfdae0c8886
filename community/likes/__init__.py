"""Likes and bookmarks: set, never toggled."""

from flask import Flask


def init_app(app: Flask) -> None:
    pass
