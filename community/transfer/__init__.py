"""Bringing a site along: imports from WordPress, Ghost and Teahouse, export, backup and restore."""

from flask import Flask

from community.transfer import models


def init_app(app: Flask) -> None:
    app.extensions[models.__name__] = models
