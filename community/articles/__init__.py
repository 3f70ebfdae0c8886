"""Writing and publishing: articles, notes and guides; home, tags, the authors' desk."""

from flask import Flask


def init_app(app: Flask) -> None:
    pass
