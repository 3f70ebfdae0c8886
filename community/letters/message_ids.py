"""The Message-ID of a letter: it says which letter it is, and proves that we wrote it.

Anybody can write a message that looks like a bounce. One that brings back a Message-ID of ours is of
somebody who had the letter, or whose server had it.
"""

import hmac
import re
import secrets

from flask import current_app

_ID = re.compile(r"<?([a-z]-[0-9a-z-]{1,60})\.([0-9a-f]{24})@")
DIGEST_CHARACTERS = 16


def message_id(ref: str, host: str) -> str:
    """Return the Message-ID of the letter `ref`, the same each time."""
    return f"<{ref}.{_signature(ref)}@{host}>"


def new_ref(address: str) -> str:
    """Return the name of a letter to this address that is noted nowhere."""
    return f"t-{secrets.token_hex(6)}-{_digest(address)}"


def ref_of(header: str) -> str:
    """Return which letter of ours a Message-ID names; "" for one that is not ours."""
    found = _ID.match(header.strip())
    if found and hmac.compare_digest(found[2], _signature(found[1])):
        return found[1]
    return ""


def is_to(ref: str, address: str) -> bool:
    """Tell whether the letter of `new_ref` went to this address."""
    return hmac.compare_digest(ref.rpartition("-")[2], _digest(address))


def _signature(text: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"message id {text}".encode(), "sha256").hexdigest()[:24]


def _digest(address: str) -> str:
    return _signature(f"to {address.strip().casefold()}")[:DIGEST_CHARACTERS]
