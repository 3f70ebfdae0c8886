"""Writing and publishing: articles, notes and guides, their bylines and tags, and the authors' desk.

An article is a draft until it is published; while the moment of its publication lies ahead it is
scheduled. Its address is made from its title and stays, and where it changes the old one leads on.
"""

from flask import Flask

from community.articles import (
    autosave_routes,
    draft_models,
    editor_routes,
    listeners,
    reads_models,
    revision_routes,
    routes,
    series_models,
    team_models,
    team_routes,
)
from community.articles.commands import reclean_command
from community.articles.reclean import reclean

# Tables that are read through others, or not yet.
TABLES = (draft_models, reads_models, series_models, team_models)


def init_app(app: Flask) -> None:
    app.register_blueprint(routes.blueprint)
    app.register_blueprint(editor_routes.blueprint)
    app.register_blueprint(team_routes.blueprint)
    app.register_blueprint(revision_routes.blueprint)
    app.register_blueprint(autosave_routes.blueprint)
    app.cli.add_command(reclean_command)
    app.extensions.setdefault("recleaners", []).append(reclean)
    listeners.connect()
