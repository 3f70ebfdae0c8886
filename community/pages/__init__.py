"""Pages that only compose what the slices below know."""

from flask import Flask


def init_app(app: Flask) -> None:
    pass
