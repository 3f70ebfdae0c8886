"""Moderation from the command line: `flask moderation verify`, `flask moderation cases`."""

import click
from flask.cli import AppGroup

from community.database import begin_writing
from community.extensions import db
from community.moderation import log
from community.moderation.rebuild import open_missing_cases

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


@moderation.command("cases")
def cases() -> None:
    """Put on the desk whatever waits and is not there: after a repair by hand."""
    begin_writing()
    opened = open_missing_cases()
    db.session.commit()
    click.echo(f"{opened} cases were missing.")
