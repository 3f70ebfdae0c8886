"""The demo community: a story of newcomers and hosts, laid out by `flask demo`.

`content/` holds the words, `pictures/` the illustrations. `story` reads them, one module for each kind
of row writes them, `counts` counts, and `removal` takes all of it away again.
"""

from flask import Flask

from community.demo.actions import lay_out
from community.demo.commands import demo_command
from community.demo.queries import DEMO_PASSWORD, is_laid_out, sign_in_hints

__all__ = ["DEMO_PASSWORD", "init_app", "is_laid_out", "lay_out", "sign_in_hints"]


def init_app(app: Flask) -> None:
    app.cli.add_command(demo_command)
