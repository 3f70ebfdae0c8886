"""`python -m community`: set up what is missing, with the demo community, and serve.

This is what `make run` does once everything is installed.
"""

import logging
import os
import sys

import click
from flask_migrate import upgrade

from community import create_app
from community.articles.commands import reclean_all
from community.config import BadSetting, Settings, read_settings
from community.demo.actions import lay_out
from community.demo.queries import sign_in_hints
from community.server import keep_secret, run_apart, serve


def main() -> None:
    try:
        settings = read_settings()
    except BadSetting as problem:
        sys.exit(str(problem))
    os.environ.setdefault("SECRET_KEY", keep_secret(settings.instance_path))
    run_apart(lambda: set_up(settings))
    serve(settings)


def set_up(settings: Settings) -> None:
    """Bring the database up to date, lay out the demo on the first run, say how to sign in."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with create_app(read_settings()).app_context():
        upgrade()
        reclean_all()
        lay_out()
        click.echo(f"{settings.site_name} 茶馆 at {settings.address} (Ctrl-C ends it)")
        for line in sign_in_hints():
            click.echo(f"  {line}")


if __name__ == "__main__":
    main()
