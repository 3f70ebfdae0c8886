"""Pictures: checked, re-encoded, stored and served."""

from flask import Flask


def init_app(app: Flask) -> None:
    pass
