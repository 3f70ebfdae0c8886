"""A screening service that stands on this machine and answers as a test tells it to."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

from community.config import Settings
from community.screening.external import Service

SECRET = "eight immortals"
Asking = Any


class Listener:
    """The service: `asked` are the bodies and headers that came, `answer` gives the next ones back."""

    def __init__(self) -> None:
        self.asked: list[tuple[bytes, Any]] = []
        self.connections = 0
        self.is_asked, self.may_go = Event(), Event()
        self.answer: Callable[[Asking], None] = says("publish")
        self._lock = Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.listener = self
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/look?site=tea"

    def settings(self, timeout_ms: int = 200, **fields: Any) -> Settings:
        values = {"screen_url": self.url, "screen_secret": SECRET, "screen_timeout_ms": timeout_ms}
        return Settings(**(values | fields))

    def service(self, **fields: Any) -> Service:
        return Service(self.settings(**fields))

    def environment(self, **settings: str) -> dict[str, str]:
        return {"SCREEN_URL": self.url, "SCREEN_SECRET": SECRET} | settings

    def hears(self, body: bytes, headers: Any) -> None:
        with self._lock:
            self.asked.append((body, headers))
        self.is_asked.set()

    def meets(self) -> None:
        with self._lock:
            self.connections += 1

    def close(self) -> None:
        self.may_go.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    listener: Listener

    def handle_error(self, *_args: Any) -> None:
        """Say nothing: who asked has gone away, which is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.listener.meets()

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.listener.hears(self.body, self.headers)
        self.server.listener.answer(self)

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


def says(verdict: Any, **more: Any) -> Callable[[Asking], None]:
    """Answer with a verdict, and a reason."""
    return sends(json.dumps({"verdict": verdict, **more}).encode())


def sends(body: bytes, status: int = 200, **headers: str) -> Callable[[Asking], None]:
    """Answer with these bytes."""

    def answer(asking: Asking) -> None:
        asking.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            asking.send_header(name.replace("_", "-"), value)
        asking.end_headers()
        asking.wfile.write(body)

    return answer


def writes(*parts: bytes, every: float = 0.0) -> Callable[[Asking], None]:
    """Write raw bytes to the line and hang up; with `every` the last part again and again, so often."""

    def answer(asking: Asking) -> None:
        for part in parts:
            asking.wfile.write(part)
        while every and not asking.server.listener.may_go.wait(every):
            asking.wfile.write(parts[-1])
        asking.close_connection = True

    return answer


def hangs(asking: Asking) -> None:
    """Say nothing until the test lets go."""
    asking.server.listener.may_go.wait(10)
    asking.close_connection = True
