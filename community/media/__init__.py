"""Pictures and clips: checked, made anew, stored and served.

What a person brings is never served as it came. A picture is decoded, turned upright, freed of everything
that is not picture (place, camera, comments) and written anew as WebP in three sizes. Of a film its
pictures and its sound are taken over, and nothing else.
"""

from flask import Flask

from community.config import Settings
from community.media import clip_work, own_routes, storage, work
from community.media.commands import media


def init_app(app: Flask) -> None:
    settings: Settings = app.config["SETTINGS"]
    storage.init_app(app, settings)
    app.register_blueprint(own_routes.blueprint)
    app.cli.add_command(media)
    work.connect()
    clip_work.connect()
