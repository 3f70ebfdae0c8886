"""What a person is told, inside the site and by letter."""

from flask import Flask


def init_app(app: Flask) -> None:
    pass
