"""The command line of the demo community."""

import click
from flask_migrate import upgrade

from community.demo.actions import lay_out
from community.demo.queries import sign_in_hints
from community.demo.removal import remove


@click.command("demo")
@click.option(
    "--remove", "is_removal", is_flag=True, help="Delete the demo accounts and what is theirs."
)
def demo_command(is_removal: bool) -> None:
    """Lay out the demo community; running it twice changes nothing."""
    upgrade()
    if is_removal:
        click.echo(
            "The demo community is gone." if remove() else "There is no demo community here."
        )
        return
    click.echo("The demo community is laid out." if lay_out() else "It is laid out already.")
    for line in sign_in_hints():
        click.echo(f"  {line}")
