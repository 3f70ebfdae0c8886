"""Write a letter and hand it to the post."""

import secrets
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, make_msgid
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import current_app, render_template
from flask_babel import force_locale

from community.config import Settings
from community.database import now
from community.jobs.queue import queue

TIMEOUT_SECONDS = 20
RETRIES = 5
RETRY_AFTER_SECONDS = 120


def send(name: str, address: str, language: str, **context: Any) -> None:
    """Write the letter `name` in `language` to one address and hand it to the post."""
    settings: Settings = current_app.config["SETTINGS"]
    letter = write(name, address, language, settings, **context)
    if settings.mail_url:
        deliver(letter.as_bytes().decode("ascii"), address)
    else:
        put_into_outbox(letter, settings.instance_path / "outbox")


def write(
    name: str, address: str, language: str, settings: Settings, **context: Any
) -> EmailMessage:
    """Return the letter as a message with a plain and an HTML part."""
    context |= {"site_address": settings.address, "letter_language": language}
    with force_locale(language.replace("-", "_")):
        parts = {
            part: render_template(f"letters/{name}/{part}", **context)
            for part in ("subject.txt", "body.txt", "body.html")
        }
    sender = _sender(settings)
    letter = EmailMessage(policy=SMTP)
    # A line break in a subject would start a header of its own.
    letter["Subject"] = " ".join(parts["subject.txt"].split())
    letter["From"] = formataddr((settings.site_name, sender))
    letter["To"] = address
    letter["Date"] = format_datetime(now())
    letter["Message-ID"] = make_msgid(domain=sender.partition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(parts["body.txt"].strip() + "\n", cte="base64")
    letter.add_alternative(parts["body.html"], subtype="html", cte="base64")
    return letter


def put_into_outbox(letter: EmailMessage, outbox: Path) -> Path:
    """Write the letter as an .eml file, named by time so that the newest comes last."""
    outbox.mkdir(parents=True, exist_ok=True)
    path = outbox / f"{now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}.eml"
    path.write_bytes(letter.as_bytes())
    return path


@queue.task(retries=RETRIES, retry_delay=RETRY_AFTER_SECONDS)
def deliver(letter: str, address: str) -> None:
    """Hand one letter to the mail server; tried again later if it does not take it."""
    settings: Settings = current_app.config["SETTINGS"]
    parts = urlsplit(settings.mail_url)
    with _connect(parts.scheme, parts.hostname or "", parts.port) as server:
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.sendmail(_sender(settings), [address], letter)


def _connect(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=TIMEOUT_SECONDS, context=context)
    server = smtplib.SMTP(host, port or 587, timeout=TIMEOUT_SECONDS)
    # What a server can do is known once it has been greeted.
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
    return server


def _sender(settings: Settings) -> str:
    return f"teahouse@{urlsplit(settings.address).hostname or 'localhost'}"
