"""Accounts from the command line: `flask users create`, `flask users role`."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import AppGroup
from flask_babel import force_locale

from community.accounts import actions, queries
from community.database import begin_writing
from community.errors import Refused
from community.extensions import db
from community.permissions import ROLES

users = AppGroup("users", help="Open accounts and give roles.")


class CannotDo(click.ClickException):
    """Why a command did nothing, in one line."""

    exit_code = 2


@users.command("create")
@click.argument("name")
@click.option("--email", required=True, help="The address, taken as confirmed.")
@click.option("--password", required=True, help="At least 8 characters; 15 are better.")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True)
def create(name: str, email: str, password: str, role: str) -> None:
    """Open a confirmed account."""
    with _in_one_line():
        user = actions.open_account(
            username=name,
            email=email,
            password=password,
            language="en",
            role=role,
            confirmed=True,
        )
        db.session.commit()
    click.echo(f"{user.username} has an account as {user.role}.")


@users.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
def give_role(name: str, role: str) -> None:
    """Give an account another role."""
    with _in_one_line():
        begin_writing()
        user = queries.by_login(name)
        if user is None:
            raise CannotDo(f"Nobody is called {name}.")
        actions.change_role(user, role)
        db.session.commit()
    click.echo(f"{user.username} is {role} now.")


@contextmanager
def _in_one_line() -> Iterator[None]:
    with force_locale("en"):
        try:
            yield
        except Refused as refused:
            db.session.rollback()
            raise CannotDo(str(refused.message)) from refused
