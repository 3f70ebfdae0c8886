"""The load: a few clients at once, each on one connection that is kept, bounded in number and time."""

import http.client
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode

from tests.bench.server import Server

TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')
TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    status: int = 200


@dataclass
class Result:
    """What a load has cost and met. `latencies` in seconds, `size` is that of the last answer."""

    requests: int = 0
    processor_seconds: float = 0.0
    seconds: float = 0.0
    size: int = 0
    latencies: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def per_thousand(self) -> float:
        return self.processor_seconds / max(1, self.requests) * 1000

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds if self.seconds else 0.0

    @property
    def p99_ms(self) -> float:
        ordered = sorted(self.latencies)
        return ordered[int(len(ordered) * 0.99)] * 1000 if ordered else 0.0


Maker = Callable[[int, int], Request]


def measure(
    server: Server, make: Maker, *, requests: int, clients: int = 1, limit_seconds: float = 8
) -> Result:
    """Ask `make(client, number)` of the server, after a little warming up, and weigh what it cost."""
    _run(server, make, count(10**6), clients, 10**6 + max(clients, requests // 20), limit_seconds)
    before, start = server.processor_seconds(), time.monotonic()
    result = _run(server, make, count(), clients, requests, limit_seconds)
    result.seconds = time.monotonic() - start
    result.processor_seconds = server.processor_seconds() - before
    return result


def get(server: Server, path: str, headers: dict[str, str]) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().read()
    finally:
        connection.close()


def posting(server: Server, slugs: list[str], cookies: list[str], clients: int) -> Maker:
    """Return what makes comments: each client is one member, with the token of a form of theirs."""
    tokens = []
    for cookie in cookies[:clients]:
        page = get(server, f"/articles/{slugs[0]}/comments", {"Cookie": cookie})
        found = TOKEN.search(page)
        tokens.append(found[1].decode() if found else "")

    def make(client: int, number: int) -> Request:
        words = f"Number {number}: a cup of tea, a word for it, and 一句回答 by one of {clients}."
        fields = {"csrf_token": tokens[client], "body": words}
        headers = {"Cookie": cookies[client], "Content-Type": "application/x-www-form-urlencoded"}
        path = f"/articles/{slugs[number % len(slugs)]}/comments"
        return Request("POST", path, headers, urlencode(fields), 303)

    return make


def _run(
    server: Server,
    make: Maker,
    numbers: Iterator[int],
    clients: int,
    end: int,
    limit_seconds: float,
) -> Result:
    result = Result()
    stop_at = time.monotonic() + limit_seconds

    def ask(client: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=TIMEOUT_SECONDS)
        for number in numbers:
            if number >= end or time.monotonic() > stop_at:
                break
            _ask(connection, make(client, number), result)
        connection.close()

    threads = [threading.Thread(target=ask, args=(client,)) for client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result.requests = len(result.latencies)
    return result


def _ask(connection: http.client.HTTPConnection, request: Request, result: Result) -> None:
    start = time.monotonic()
    try:
        connection.request(request.method, request.path, request.body or None, request.headers)
        answer = connection.getresponse()
        result.size = len(answer.read())
        if answer.status != request.status:
            result.wrong.append(f"{request.method} {request.path} answered {answer.status}")
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        result.wrong.append(f"{request.method} {request.path}: {error!r}")
    result.latencies.append(time.monotonic() - start)
