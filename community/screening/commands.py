"""The command line of screening: `flask screen < FILE`."""

import json
import os
import sys
from collections.abc import Iterator
from datetime import timedelta

import click
from flask.cli import with_appcontext
from flask_babel import force_locale
from flask_babel import gettext as _

from community.config import INTERFACE_LANGUAGES
from community.extensions import db
from community.screening.pipeline import screen
from community.screening.policy import Policy
from community.screening.queries import current_policy
from community.screening.verdicts import REFUSE, Draft, Record
from community.text.language import detect
from community.text.plain import clean_text, is_blank

NEWCOMER = Record(is_newcomer=True, age=timedelta(0))


@click.command("screen")
@click.option(
    "--language",
    type=click.Choice(list(INTERFACE_LANGUAGES)),
    default="en",
    show_default=True,
    help="The language of the reasons.",
)
@with_appcontext
def screen_command(language: str) -> None:
    """Say of each line on standard input what becomes of it as a newcomer's comment.

    One JSON object a line: verdict (publish, hold or refuse), check, reason. It goes by the rules that
    are set here and writes nothing; the external service is not asked.
    """
    policy = current_policy()
    # The lines may come slowly; the database is not to wait for them.
    db.session.remove()
    with force_locale(language.replace("-", "_")):
        _write(_json(verdict_of(line, policy)) for line in sys.stdin.buffer)


def verdict_of(line: bytes, policy: Policy) -> dict[str, str]:
    """Return verdict, check and reason of a line; what is not UTF-8 in it shows as �."""
    body = clean_text(line.decode("utf-8", "replace"))
    if is_blank(body):
        return {"verdict": REFUSE, "check": "blank", "reason": _("Please write something first.")}
    verdict = screen(Draft(body, detect(body, "")), NEWCOMER, policy)
    return {"verdict": verdict.outcome, "check": verdict.check, "reason": str(verdict.reason)}


def _json(told: dict[str, str]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _write(lines: Iterator[bytes]) -> None:
    """Write line by line, as they come; whoever has read enough may close the pipe."""
    out = sys.stdout.buffer
    try:
        for line in lines:
            out.write(line)
            out.flush()
    except BrokenPipeError:
        # What is still to be written at the end of the process goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
