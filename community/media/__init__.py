"""Pictures: checked, re-encoded, stored and served.

What a person brings is never served as it came: it is decoded, turned upright, freed of everything
that is not picture (place, camera, comments) and written anew as WebP in three sizes.
"""

from flask import Flask

from community.config import Settings
from community.media import storage, work
from community.media.commands import media
from community.media.routes import blueprint


def init_app(app: Flask) -> None:
    settings: Settings = app.config["SETTINGS"]
    storage.init_app(app, settings)
    app.register_blueprint(blueprint)
    app.cli.add_command(media)
    work.connect()
