"""Moderation from the command line: `flask moderation verify`, `flask moderation cases`."""

import click
from flask.cli import AppGroup

from community import facts
from community.database import begin_writing
from community.extensions import db
from community.moderation.gone import tell_of_those_gone
from community.moderation.rebuild import open_missing_cases
from community.moderation.verifying import Verification

moderation = AppGroup("moderation", help="Look after the record of moderation.")


@moderation.command("verify")
def verify() -> None:
    """Check that nothing in the internal log, and no decision, was changed, cut off or added."""
    looking = Verification()
    faults = list(looking.faults())
    for fault in faults:
        where = f"Entry {fault.entry_id}" if fault.entry_id else "No entry"
        click.echo(f"{where}: {fault.what}.")
    if faults:
        raise click.ClickException("The log is not as it was written.")
    click.echo(f"All {looking.entry_count} entries of the log are as they were written.")
    if looking.older:
        click.echo(
            f"{looking.older} decisions are older than the log. It vouches for them from the next "
            "decision on."
        )


@moderation.command("cases")
def cases() -> None:
    """Put on the desk whatever waits and is not there: after a repair by hand.

    Those who still ask about what its author took down are told that it is gone.
    """
    begin_writing()
    opened = open_missing_cases()
    tell_of_those_gone()
    db.session.commit()
    facts.deliver()
    click.echo(f"{opened} cases were missing.")
