"""The command line of the floor: `flask --app app serve`."""

import os

import click
from flask import Flask, current_app
from flask_migrate import upgrade

from community.config import Settings
from community.server import keep_secret, serve


def register_commands(app: Flask) -> None:
    app.cli.add_command(serve_command)


@click.command("serve")
@click.option("--demo", is_flag=True, help="Lay out the demo community on the first run.")
def serve_command(demo: bool) -> None:
    """Set up what is missing and serve: the command behind `make run`."""
    settings: Settings = current_app.config["SETTINGS"]
    os.environ.setdefault("SECRET_KEY", keep_secret(settings.instance_path))
    upgrade()
    if demo:
        pass
    serve(settings)
