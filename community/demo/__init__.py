"""The demo community: a story of newcomers and hosts, laid out by `flask demo`."""

from flask import Flask


def init_app(app: Flask) -> None:
    pass
