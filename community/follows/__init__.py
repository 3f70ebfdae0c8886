"""Following people: what they publish is told to those who follow, and can be had as letters."""

from flask import Flask

from community.follows import models


def init_app(app: Flask) -> None:
    app.extensions[models.__name__] = models
