"""Letters: what the site writes to a person's address, in that person's language.

Each letter is a folder under templates/letters/ with subject.txt, body.txt and body.html. Without
MAIL_URL letters are written to the outbox in the instance folder; with it they go out by SMTP from a
queue, so that nobody waits for a mail server. What comes back is read by `flask mail bounce`.
"""

from flask import Flask

from community.letters.commands import mail
from community.letters.post import send

__all__ = ["init_app", "send"]


def init_app(app: Flask) -> None:
    app.cli.add_command(mail)
