"""The command line of pictures: `flask media sweep`."""

import click
from flask.cli import AppGroup

from community.media.sweeping import sweep

media = AppGroup("media", help="Pictures and clips.")


@media.command("sweep")
def sweep_command() -> None:
    """Delete pictures, clips and files older than a day that nothing uses."""
    swept = sweep()
    click.echo(f"Unused: {swept.rows} pictures and clips, {swept.files} files.")
