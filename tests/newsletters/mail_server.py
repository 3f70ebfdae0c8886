"""A real mail server that takes, refuses, delays, hangs or hangs up, as a test tells it to."""

import asyncio
import socket
import time
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, syntax

HANGS_SECONDS = 3


class Line(SMTP):
    """One conversation; it can break off in the middle."""

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if self.event_handler.drops_in_data:
            self.event_handler.drops_in_data -= 1
            self.transport.close()
            return
        await super().smtp_DATA(arg)


class MailServer:
    """`says[address]` are the answers to come for an address, at RCPT or, with "DATA ", after the letter."""

    def __init__(self) -> None:
        self.got: list[tuple[str, bytes]] = []
        self.says: dict[str, list[str]] = {}
        self.sender_is_refused = False
        self.hangs = False
        self.drops_in_data = 0
        self.taken_at: list[float] = []
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.controller = _Controller(self, hostname="127.0.0.1", port=port)
        self.address = f"smtp://127.0.0.1:{port}"

    async def handle_MAIL(self, _server, _session, envelope, address, _options):  # noqa: N802
        if self.hangs:
            await asyncio.sleep(HANGS_SECONDS)
        if self.sender_is_refused:
            return "550 5.7.1 We do not know you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        answers = self.says.get(address, [])
        if answers and not answers[0].startswith("DATA "):
            said = answers.pop(0) if len(answers) > 1 else answers[0]
            if not said.startswith("250"):
                return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        answers = self.says.get(envelope.rcpt_tos[0], [])
        if answers:
            said = answers.pop(0) if len(answers) > 1 else answers[0]
            if not said.removeprefix("DATA ").startswith("250"):
                return said.removeprefix("DATA ")
        self.got += [(address, envelope.content) for address in envelope.rcpt_tos]
        self.taken_at.append(time.monotonic())
        return "250 2.0.0 Kept as 4711"

    @property
    def letters(self):
        return [message_from_bytes(content, policy=default) for _to, content in self.got]

    @property
    def reached(self) -> list[str]:
        return [to for to, _content in self.got]


class _Controller(Controller):
    def factory(self):
        return Line(self.handler, **self.SMTP_kwargs)
