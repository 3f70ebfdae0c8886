"""Articles as letters: to the followers of their author at once, or as a digest of a day or a week."""

from flask import Flask

from community.newsletters import models


def init_app(app: Flask) -> None:
    app.extensions[models.__name__] = models
