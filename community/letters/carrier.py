"""Who carries letters to the mail server, one reader each, and brings back what the server said."""

import smtplib
import ssl
from functools import cache
from types import TracebackType
from typing import Any, NamedTuple, Self
from urllib.parse import unquote, urlsplit

from community.config import Settings

TIMEOUT_SECONDS = 20
MAX_ANSWER_CHARACTERS = 300
TAKEN = (250, 251, 252)


class Outcome(NamedTuple):
    """What became of a letter, and what the server said.

    `sent`; `refused`: nobody is reached at this address; `disliked`: refused for what we or our letters
    are to that server (RFC 3463: 5.7.x), which says nothing of the address; `later`: this address may
    be tried again; `away`: the server itself could not be spoken to, whoever the letter is for.
    """

    state: str
    answer: str

    @property
    def is_over(self) -> bool:
        return self.state in ("sent", "refused", "disliked")


class Carrier:
    """Keeps one connection for several letters; used as a context."""

    def __init__(self, settings: Settings) -> None:
        self.parts = urlsplit(settings.mail_url)
        self.sender = sender_of(settings)
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._hang_up()

    def hand_over(self, letter: bytes, address: str) -> Outcome:
        """Hand one letter to the mail server, for one address alone. Raises nothing."""
        try:
            return self._say(self._connected(), letter, address)
        except smtplib.SMTPDataError as error:
            self._hang_up()
            return _refusal(error.smtp_code, error.smtp_error)
        except smtplib.SMTPResponseException as error:
            self._hang_up()
            return Outcome("away", _said(error.smtp_code, error.smtp_error))
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            return Outcome("away", (str(error) or type(error).__name__)[:MAX_ANSWER_CHARACTERS])

    def _say(self, server: smtplib.SMTP, letter: bytes, address: str) -> Outcome:
        code, said = server.mail(self.sender)
        if code not in TAKEN:
            self._hang_up()
            return Outcome("away", _said(code, said))
        code, said = server.rcpt(address)
        if code in TAKEN:
            code, said = server.data(letter)
            if code in TAKEN:
                return Outcome("sent", _said(code, said))
        outcome = _refusal(code, said)
        if code == 421:
            self._hang_up()
        else:
            server.rset()
        return outcome

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = connect(self.parts.scheme, self.parts.hostname or "", self.parts.port)
            self._server.ehlo_or_helo_if_needed()
            if self.parts.username:
                self._server.login(unquote(self.parts.username), unquote(self.parts.password or ""))
        return self._server

    def _hang_up(self) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()


def connect(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    """Open a connection, encrypted where the server can."""
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=TIMEOUT_SECONDS, context=_trusted())
    server = smtplib.SMTP(host, port or 587, timeout=TIMEOUT_SECONDS)
    # What a server can do is known once it has been greeted.
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=_trusted())
    return server


@cache
def _trusted() -> ssl.SSLContext:
    """Return whom we trust; reading the certificates takes longer than handing over a letter."""
    return ssl.create_default_context()


def sender_of(settings: Settings) -> str:
    """Return the address that all letters come from."""
    return f"teahouse@{urlsplit(settings.address).hostname or 'localhost'}"


def _refusal(code: int, said: Any) -> Outcome:
    answer = _said(code, said)
    if 500 <= code < 600:
        return Outcome("disliked" if " 5.7." in answer[:9] else "refused", answer)
    return Outcome("later", answer)


def _said(code: int, said: Any) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(f"{code} {text}".split())[:MAX_ANSWER_CHARACTERS]
