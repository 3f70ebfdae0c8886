"""One request with a deadline: whatever the other side does, who asks waits no longer than that."""

import socket
from collections.abc import Mapping
from contextlib import suppress
from threading import Lock, Thread, current_thread
from typing import Any

from urllib3 import BaseHTTPResponse, HTTPResponse, Timeout, connection_from_url
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import parse_url

MAX_BYTES = 64 * 1024
# More at once are possible; their connections are not kept.
KEPT_CONNECTIONS = 8


class Unanswered(Exception):
    """Nothing of use came back. The text says what came instead, and holds no word of anybody's."""


class Line:
    """The way to one address: connections are kept and shared by all threads of the process.

    The first is made with the first request, so a process that has not asked may be forked.
    Redirects are not followed, nothing is unpacked, proxies of the environment are not asked.
    """

    def __init__(self, url: str, timeout_seconds: float) -> None:
        self._timeout_seconds = timeout_seconds
        address = parse_url(url)
        self._target = address.request_uri
        self._pool = connection_from_url(url, maxsize=KEPT_CONNECTIONS)
        self._pool.ConnectionCls = _Secure if address.scheme == "https" else _Plain

    def post(self, body: bytes, headers: Mapping[str, str]) -> bytes:
        """Send a body and return that of the answer. Raises Unanswered for all but a 200 in time."""
        exchange = _Exchange(self, body, headers)
        exchange.start()
        exchange.join(self._timeout_seconds)
        return exchange.result()

    def send(self, body: bytes, headers: Mapping[str, str]) -> bytes:
        answer = self._pool.urlopen(
            "POST",
            self._target,
            body=body,
            headers=headers,
            retries=False,
            redirect=False,
            timeout=Timeout(total=self._timeout_seconds),
            preload_content=False,
            decode_content=False,
        )
        try:
            return _body_of(answer)
        finally:
            answer.close()


class _Exchange(Thread):
    """A request in a thread of its own, which can be left where it is.

    A time-out of the socket ends one wait; an answer of a byte now and then, or a name that is looked up
    for half a minute, are many.
    """

    def __init__(self, line: Line, body: bytes, headers: Mapping[str, str]) -> None:
        super().__init__(name="screening service", daemon=True)
        self._line, self._body, self._headers = line, body, headers
        self._lock = Lock()
        self._socket: Any = None
        self._is_over = False
        self._answer: bytes | None = None
        self._problem = ""

    def run(self) -> None:
        try:
            self._answer = self._line.send(self._body, self._headers)
        except Unanswered as problem:
            self._problem = str(problem)
        except Exception as error:  # Their texts name addresses, and may quote what was sent.
            self._problem = type(error).__name__

    def waits_at(self, sock: Any) -> None:
        """Note where the answer is waited for, so that the wait can be ended."""
        with self._lock:
            self._socket = sock
            if self._is_over:
                raise Unanswered("nothing in time")

    def result(self) -> bytes:
        """Return the answer if it is there; else end the exchange and raise Unanswered."""
        if self.is_alive():
            self._end()
            raise Unanswered("nothing in time")
        if self._answer is None:
            raise Unanswered(self._problem)
        return self._answer

    def _end(self) -> None:
        with self._lock, suppress(OSError):
            self._is_over = True
            if self._socket is not None:
                # Past TLS, which would first say good-bye.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class _Plain(HTTPConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        _wait_at(self.sock)
        return super().getresponse()


class _Secure(HTTPSConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        _wait_at(self.sock)
        return super().getresponse()


def _wait_at(sock: Any) -> None:
    exchange = current_thread()
    if isinstance(exchange, _Exchange):
        exchange.waits_at(sock)


def _body_of(answer: BaseHTTPResponse) -> bytes:
    if answer.status != 200:
        raise Unanswered(f"the status {answer.status}")
    body = b""
    while part := answer.read(MAX_BYTES + 1 - len(body), decode_content=False):
        body += part
        if len(body) > MAX_BYTES:
            raise Unanswered("more than 64 KiB")
    return body
