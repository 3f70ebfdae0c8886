"""The command line of the whole: `flask --app app jobs`."""

import click
from flask import Flask
from huey.consumer import Consumer

from community.jobs.queue import queue


def register_commands(app: Flask) -> None:
    app.cli.add_command(jobs_command)


@click.command("jobs")
def jobs_command() -> None:
    """Work off the queue in this process; needed where REDIS_URL is set."""
    Consumer(queue, workers=2, max_delay=2.0).run()
