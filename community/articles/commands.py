"""The command line of words: `flask reclean`."""

import click
from flask import current_app
from flask.cli import with_appcontext

from community.extensions import db


@click.command("reclean")
@with_appcontext
def reclean_command() -> None:
    """Render anew what an older cleaner rendered: articles, comments, bios."""
    click.echo(f"{reclean_all()} rendered anew.")


def reclean_all() -> int:
    """Call what the slices registered as `recleaners`, in small transactions, until all is new."""
    count = 0
    for reclean in current_app.extensions.get("recleaners", []):
        while done := reclean():
            db.session.commit()
            count += done
    return count
