"""How the commands of a site on the move fail: in one line, with nothing changed."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask_babel import force_locale
from sqlalchemy.exc import DBAPIError

from community.errors import TeahouseError
from community.extensions import db


@contextmanager
def in_one_line() -> Iterator[None]:
    """Say in one line why a command did nothing, and end with 1."""
    with force_locale("en"):
        try:
            yield
        except TeahouseError as refused:
            db.session.rollback()
            raise click.ClickException(str(refused.message)) from refused
        except (OSError, sqlite3.Error, DBAPIError) as error:
            db.session.rollback()
            said = getattr(error, "strerror", None) or getattr(error, "orig", None) or error
            raise click.ClickException(f"It broke off, and nothing was changed: {said}.") from error
