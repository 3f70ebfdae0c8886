"""Addresses in running text, and which addresses may be linked.

The libraries that link bare addresses all take the Chinese comma, and the words after it, for part
of the address; hence a pattern of our own. An address starts with `http://`, `https://` or `www.`,
has a host in ASCII, and may have Chinese in its path.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from community.text.scripts import CJK

SCHEMES = frozenset({"http", "https", "mailto"})
MAX_LENGTH = 2000

START = re.compile(r"https?://|www\.", re.IGNORECASE)

_HOST = r"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*"
_ASCII = r"[a-z0-9\-._!$&'()+,;=:@/?#%]|~(?!~)"
# People write 见https://example.com/page谢谢 without a space, so a path goes on in Chinese only
# where a part of it begins so, as in /路径 or ?q=茶.
_CHINESE = rf"(?<=[/?#=&_.+\-{CJK}])[{CJK}]"
_OTHER = rf"(?![\x00-\x7f{CJK}])\w"
_ADDRESS = re.compile(
    rf"(?<![a-z0-9_@/.])(?:https?://{_HOST}|www(?:\.[a-z0-9-]+){{2,}})(?::[0-9]{{1,5}})?"
    rf"(?:[/?#](?:{_ASCII}|{_CHINESE}|{_OTHER})*)?",
    re.IGNORECASE,
)
_TRAILING = "?!.,:;'_~&-"
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


class Address(NamedTuple):
    """An address in a text: its place, and where it leads."""

    start: int
    end: int
    href: str


def find_addresses(text: str) -> list[Address]:
    """Find the bare addresses of a text, in order."""
    found = (_trimmed(match) for match in _ADDRESS.finditer(text))
    return [address for address in found if address]


def address_at(text: str, start: int) -> Address | None:
    """Return the bare address that begins exactly at `start`, if one does."""
    match = _ADDRESS.match(text, start)
    return _trimmed(match) if match else None


def is_safe_address(href: str) -> bool:
    """Tell whether an address may stand in a link.

    It may if it leads to http, https or mailto, or to a path of this site; never with a disguise: a
    second slash, a backslash, an unseen character, a user name before the host.
    """
    if not href or _UNSEEN.search(href):
        return False
    if href.startswith("/"):
        return not href.startswith("//")
    try:
        parts = urlsplit(href)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme not in SCHEMES:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    return bool(host) and "@" not in parts.netloc


def _trimmed(match: re.Match[str]) -> Address | None:
    """Leave out the punctuation that belongs to the sentence; None for what is no address."""
    address = match[0]
    if len(address) > MAX_LENGTH:
        return None
    while True:
        shorter = address.rstrip(_TRAILING)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            break
        address = shorter
    if address.endswith(("/", "//")) and address.rstrip("/").endswith(":"):
        return None
    href = address if address[:4].lower() == "http" else f"https://{address}"
    return Address(match.start(), match.start() + len(address), href)
