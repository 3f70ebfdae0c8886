"""`flask mail test ADDRESS` and `flask mail bounce`: does mail go out, and what came back."""

import sys

import click
from flask import current_app
from flask.cli import AppGroup

from community import facts
from community.config import Settings
from community.extensions import db
from community.letters.bounces import NotAReport, read_bounce
from community.letters.carrier import Carrier
from community.letters.post import put_into_outbox, write

mail = AppGroup("mail", help="Letters: try the mail server, take in what came back.")
MAX_BYTES = 2_000_000
# Of sysexits.h, as mail servers read them: not an address, try again, unavailable, not readable.
EXIT_CODES = {"sent": 0, "refused": 67, "disliked": 77, "later": 75, "away": 69}
UNREADABLE = 65
SAID = {
    "sent": "Taken for {address}: {answer}",
    "refused": "Refused for {address}: {answer}",
    "disliked": "Refused for what we are, not for {address}: {answer}",
    "later": "Not yet for {address}; it would be tried again: {answer}",
    "away": "The mail server could not be spoken to: {answer}",
}


@mail.command("test")
@click.argument("address")
@click.option("--language", default="en", show_default=True, help="en, zh-Hans or zh-Hant")
def test_command(address: str, language: str) -> None:
    """Send a letter to ADDRESS now, and say what the mail server answered."""
    settings: Settings = current_app.config["SETTINGS"]
    if "@" not in address or not address.isascii() or not address.isprintable():
        raise click.BadParameter("an address like mei@example.org", param_hint="ADDRESS")
    letter = write("test", address, language, settings)
    if not settings.mail_url:
        path = put_into_outbox(letter, settings.instance_path / "outbox")
        click.echo(f"MAIL_URL is not set: the letter is in {path}")
        return
    with Carrier(settings) as carrier:
        outcome = carrier.hand_over(letter.as_bytes(), address)
    click.echo(SAID[outcome.state].format(address=address, answer=outcome.answer))
    sys.exit(EXIT_CODES[outcome.state])


@mail.command("bounce")
def bounce_command() -> None:
    """Read a report that a letter came back, or a complaint, from the standard input."""
    raw = sys.stdin.buffer.read(MAX_BYTES)
    try:
        bounce = read_bounce(raw)
    except NotAReport as reason:
        click.echo(str(reason))
        sys.exit(UNREADABLE)
    if bounce.kind == "delayed":
        click.echo("Nothing to do: the mail server is still trying.")
        return
    facts.tell(facts.letter_bounced, kind=bounce.kind, address=bounce.address, ref=bounce.ref)
    db.session.commit()
    facts.deliver()
    click.echo(f"Noted: {bounce.kind}, letter {bounce.ref}.")
