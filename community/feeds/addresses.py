"""Addresses as other sites need them: whole, and in ASCII."""

import re
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from flask import current_app
from werkzeug.urls import iri_to_uri

from community.text.links import is_safe_address

# Stored HTML was written by our cleaner: attributes stand in quotes, and no text holds a bare `<`.
_TAG = re.compile(r"""<[a-z][a-z0-9]*(?:\s+[a-z-]+(?:=(?:"[^"]*"|'[^']*'))?)+\s*/?>""")
_ATTRIBUTE = re.compile(r"""(\s([a-z-]+)=)("[^"]*"|'[^']*')""")
_WHOLE = ("https://", "http://", "mailto:")
_WITH_ADDRESS = frozenset({"cite", "href", "poster", "src", "srcset"})


def site_address() -> str:
    """Return the address of the site without a slash at the end, as it is set up."""
    address: str = current_app.config["SETTINGS"].address
    return address


def absolute(path: str) -> str:
    """Return the whole address of a path of this site, in ASCII; one that is whole already stays."""
    return iri_to_uri(urljoin(site_address() + "/", path))


def tag_id(created_at: datetime, thing: str) -> str:
    """Name a thing for good, whatever becomes of its address (RFC 4151)."""
    host = urlsplit(site_address()).hostname or "localhost"
    return f"tag:{host},{created_at:%Y-%m-%d}:{thing}"


def first_published(canonical_url: str) -> str:
    """Return where a text was published first; "" where that is here, or no web address."""
    is_web = canonical_url.startswith(("http://", "https://")) and is_safe_address(canonical_url)
    return iri_to_uri(canonical_url) if is_web else ""


def with_whole_addresses(html: str, base: str) -> str:
    """Return stored HTML in which links, pictures and clips have whole addresses; `base` is its page."""

    def settled(found: re.Match[str]) -> str:
        start, name, quoted = found.groups()
        if name not in _WITH_ADDRESS:
            return found[0]
        quote, value = quoted[0], quoted[1:-1]
        whole = _candidates(value, base) if name == "srcset" else _joined(value, base)
        return f"{start}{quote}{whole}{quote}"

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(settled, tag[0]), html)


def _candidates(srcset: str, base: str) -> str:
    """Join each address of a `srcset`; what follows it is its width."""
    return ", ".join(
        " ".join([_joined(parts[0], base), *parts[1:]])
        for one in srcset.split(", ")
        if (parts := one.split())
    )


def _joined(address: str, base: str) -> str:
    """Return where an address on a page leads; the two commonest kinds without asking the library."""
    if address.startswith(_WHOLE):
        return address
    if address.startswith("/") and not address.startswith("//"):
        return base[: base.index("/", len("https://"))] + address
    try:
        return urljoin(base, address)
    except ValueError:  # A host that is none, such as http://[x. It leads nowhere either way.
        return address
