"""Write a letter and hand it to the post."""

import secrets
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale
from huey.exceptions import RetryTask

from community import facts
from community.config import Settings
from community.database import now
from community.extensions import db
from community.jobs.queue import queue
from community.letters.carrier import Carrier, Outcome, sender_of
from community.letters.headers import POLICY
from community.letters.message_ids import message_id, new_ref

RETRIES = 6
RETRY_AFTER_SECONDS = 120
# The waits add up to two hours and more: a greylist lets through what comes again after minutes.
RETRY_BACKOFF = 2


def send(name: str, address: str, language: str, **context: Any) -> None:
    """Write the letter `name` in `language` to one address and hand it to the post."""
    settings: Settings = current_app.config["SETTINGS"]
    letter = write(name, address, language, settings, **context)
    if settings.mail_url:
        deliver(letter.as_bytes().decode("ascii"), address)
    else:
        put_into_outbox(letter, settings.instance_path / "outbox")


def write(
    name: str,
    address: str,
    language: str,
    settings: Settings,
    *,
    from_name: str = "",
    ref: str = "",
    headers: Mapping[str, str] | None = None,
    **context: Any,
) -> EmailMessage:
    """Return the letter as a message with a plain and an HTML part.

    `ref` names a letter that may be written again and stays the same letter; `headers` are further ones.
    """
    sender = sender_of(settings)
    parts = render(name, language, settings, **context)
    letter = EmailMessage(policy=POLICY)
    # A line break in a subject would start a header of its own.
    letter["Subject"] = " ".join(parts["subject.txt"].split())
    letter["From"] = formataddr((" ".join((from_name or settings.site_name).split()), sender))
    letter["To"] = address
    letter["Date"] = format_datetime(now())
    letter["Message-ID"] = message_id(ref or new_ref(address), sender.partition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    for header, value in (headers or {}).items():
        letter[header] = value
    letter.set_content(parts["body.txt"].strip() + "\n", cte="base64")
    letter.add_alternative(parts["body.html"], subtype="html", cte="base64")
    return letter


def render(name: str, language: str, settings: Settings, **context: Any) -> dict[str, str]:
    """Return the parts of a letter, each rendered in the reader's language."""
    context |= {"site_address": settings.address, "letter_language": language}
    with force_locale(language.replace("-", "_")):
        return {
            part: render_template(f"letters/{name}/{part}", **context)
            for part in ("subject.txt", "body.txt", "body.html")
        }


def put_into_outbox(letter: EmailMessage, outbox: Path) -> Path:
    """Write the letter as an .eml file, named by time so that the newest comes last."""
    outbox.mkdir(parents=True, exist_ok=True)
    path = outbox / f"{now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}.eml"
    path.write_bytes(letter.as_bytes())
    return path


@queue.task(
    retries=RETRIES,
    retry_delay=RETRY_AFTER_SECONDS,
    retry_backoff=RETRY_BACKOFF,
    context=True,
)
def deliver(letter: str, address: str, task: Any = None) -> None:
    """Hand one letter to the mail server; tried again later if it does not take it.

    A letter that is refused for good is told of as a fact: see docs/letters.md.
    """
    with Carrier(current_app.config["SETTINGS"]) as carrier:
        outcome = carrier.hand_over(letter.encode("ascii"), address)
    if not outcome.is_over and task is not None and task.retries:
        raise RetryTask(outcome.answer)
    _tell(outcome, address)


def _tell(outcome: Outcome, address: str) -> None:
    """Tell that a letter did not arrive. That our server is away says nothing of the address."""
    if outcome.state in ("refused", "disliked", "later"):
        kind = "permanent" if outcome.state == "refused" else "soft"
        facts.tell(facts.letter_bounced, kind=kind, address=address, ref="")
        db.session.commit()
        facts.deliver()
