"""Reports, decisions, the public log and the moderators' desk."""

from flask import Flask


def init_app(app: Flask) -> None:
    pass
