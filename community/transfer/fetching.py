"""Pictures asked for from the other site, where `--fetch` says so: few, small, and from public places.

The address that was checked is the one that is connected to, so that a name cannot point elsewhere
a moment later.
"""

import socket
import time
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError

from community.config import MAX_IMAGE_BYTES

TIMEOUT_SECONDS = 10
MAX_SECONDS = 30
MAX_REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
CHUNK_BYTES = 64 * 1024


def fetch(url: str) -> bytes | None:
    """Return what an address answers, or None: not public, too slow, too large, not there."""
    deadline = time.monotonic() + MAX_SECONDS
    for _ in range(MAX_REDIRECTS + 1):
        try:
            answer = _asked(url)
            if answer is None:
                return None
            with answer:
                if 300 <= answer.status < 400 and (onward := answer.headers.get("Location")):
                    url = urljoin(url, onward)
                    continue
                return _body(answer, deadline) if answer.status == 200 else None
        except (HTTPError, OSError, ValueError):
            return None
    return None


def _asked(url: str) -> HTTPResponse | None:
    parts = urlsplit(url)
    host, scheme = parts.hostname or "", parts.scheme
    if scheme not in PORTS or parts.port not in (None, PORTS[scheme]) or "@" in parts.netloc:
        return None
    address = public_address(host, PORTS[scheme])
    if address is None:
        return None
    limit = Timeout(connect=TIMEOUT_SECONDS, read=TIMEOUT_SECONDS)
    if scheme == "https":
        pool: HTTPConnectionPool = HTTPSConnectionPool(
            address, 443, timeout=limit, server_hostname=host, assert_hostname=host
        )
    else:
        pool = HTTPConnectionPool(address, 80, timeout=limit)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": host, "User-Agent": "Teahouse import", "Accept-Encoding": "identity"}
    return pool.urlopen(  # type: ignore[return-value]
        "GET",
        target.encode("ascii", "ignore").decode(),
        headers=headers,
        retries=False,
        redirect=False,
        preload_content=False,
        decode_content=False,
    )


def public_address(host: str, port: int) -> str | None:
    """Return an address of a host; None if any of its addresses is not one of the public net."""
    try:
        found = {line[4][0] for line in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return None
    addresses = [str(one) for one in found]
    return addresses[0] if addresses and all(map(_is_public, addresses)) else None


def _is_public(address: str) -> bool:
    number = ip_address(address.partition("%")[0])
    mapped = getattr(number, "ipv4_mapped", None)
    number = mapped or number
    return number.is_global and not number.is_multicast


def _body(answer: HTTPResponse, deadline: float) -> bytes | None:
    parts, size = [], 0
    for chunk in answer.stream(CHUNK_BYTES):
        size += len(chunk)
        if size > MAX_IMAGE_BYTES or time.monotonic() > deadline:
            return None
        parts.append(chunk)
    return b"".join(parts)
