"""People: signing up and in, their profile, preferences and sessions."""

from flask import Flask


def init_app(app: Flask) -> None:
    pass
