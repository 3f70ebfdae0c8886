"""The command line of the whole: `flask --app app serve` and `flask --app app jobs`."""

import logging
import os

import click
from flask import Flask, current_app
from flask_migrate import upgrade
from huey.consumer import Consumer

from community.articles.commands import reclean_all
from community.config import Settings
from community.demo.actions import lay_out
from community.demo.queries import sign_in_hints
from community.letters.queue import queue
from community.server import keep_secret, serve


def register_commands(app: Flask) -> None:
    app.cli.add_command(serve_command)
    app.cli.add_command(jobs_command)


@click.command("serve")
@click.option("--demo", is_flag=True, help="Lay out the demo community on the first run.")
def serve_command(demo: bool) -> None:
    """Set up what is missing and serve: the command behind `make run`."""
    settings: Settings = current_app.config["SETTINGS"]
    os.environ.setdefault("SECRET_KEY", keep_secret(settings.instance_path))
    logging.getLogger("alembic").setLevel(logging.WARNING)
    upgrade()
    reclean_all()
    click.echo(f"{settings.site_name} 茶馆 at {settings.address} (Ctrl-C ends it)")
    if demo:
        lay_out()
        for line in sign_in_hints():
            click.echo(line)
    serve(settings)


@click.command("jobs")
def jobs_command() -> None:
    """Work off the queue in this process; needed where REDIS_URL is set."""
    Consumer(queue, workers=2, max_delay=2.0).run()
