"""Moderation from the command line: `flask moderation verify`."""

import click
from flask.cli import AppGroup

from community.moderation import log

moderation = AppGroup("moderation", help="Look after the record of moderation.")


@moderation.command("verify")
def verify() -> None:
    """Check that nothing in the internal log, and no decision, was changed or cut off."""
    faults = list(log.verify())
    for fault in faults:
        click.echo(f"Entry {fault.entry_id}: {fault.what}.")
    if faults:
        raise click.ClickException("The log is not as it was written.")
    click.echo(f"All {log.entry_count()} entries of the log are as they were written.")
