"""How often something may be done, per account and per address (IPv6 by /64).

The figures are those of PyPI, Discourse and Mastodon; the counting is done by `limits`, in Redis where
there is one, else in a small SQLite file that all processes of the machine share.
"""

import hmac
import math
import time
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from flask import Flask, current_app, request
from flask_babel import gettext as _
from flask_babel import ngettext
from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from community.config import Settings
from community.errors import TooMany
from community.web import limit_storage  # noqa: F401  (registers the sqlite storage)

LIMITS: dict[str, tuple[str, ...]] = {
    # Failures only; the wait grows with their number, and ends by itself.
    "sign-in account": ("10 per 5 minutes", "20 per 30 minutes", "40 per 3 hours"),
    "sign-in address": ("10 per 5 minutes",),
    "sign-in all": ("1000 per 5 minutes",),
    "sign-up": ("5 per 30 minutes",),
    "reset": ("5 per day",),
    "reset account": ("5 per day",),
    "letter": ("5 per hour",),
    # Letters that guests ask for, at addresses that may not be theirs.
    "letters asked": ("10 per hour", "30 per day"),
    "comment change": ("20 per minute",),
    "preview": ("60 per minute",),
    # An editor sends every few seconds; several may be open.
    "autosave": ("90 per minute",),
    # What guests send to where they may not yet: it is kept for them, so it takes room.
    "kept": ("30 per 10 minutes",),
    "like": ("10 per 30 seconds",),
    "report": ("20 per day",),
    "appeal": ("20 per hour",),
    "legal": ("5 per hour", "20 per day"),
    "upload": ("30 per 30 minutes",),
    "publish": ("30 per hour",),
    "invite": ("60 per hour",),
    "profile": ("30 per hour",),
    # All accounts behind one address together. Wide, for a school or a dormitory has only one.
    "comment address": ("60 per minute", "1000 per hour"),
    "like address": ("300 per minute",),
    "report address": ("100 per hour", "300 per day"),
    "legal address": ("30 per hour", "100 per day"),
    "upload address": ("300 per 30 minutes",),
}


def init_app(app: Flask, settings: Settings) -> None:
    if not settings.rate_limits:
        return
    address = settings.redis_url or f"sqlite+limits:///{settings.instance_path}/limits.sqlite"
    app.extensions["limits"] = FixedWindowRateLimiter(storage_from_string(address))


def hit(name: str, *whose: object) -> None:
    """Count one use and raise TooMany (429) if it is one too many, with the seconds to wait."""
    limiter: Any = current_app.extensions.get("limits")
    if limiter is None:
        return
    for item in (parse(text) for text in LIMITS[name]):
        if not limiter.hit(item, name, *map(str, whose)):
            raise _too_many(limiter, item, name, *map(str, whose))


def are_on() -> bool:
    """Tell whether anybody counts how often things are done here."""
    return "limits" in current_app.extensions


def hit_both(name: str, user_id: int) -> None:
    """Count one use by an account, and by all who share its address."""
    hit(name, user_id)
    hit(f"{name} address", client_address())


def check(name: str, *whose: object) -> None:
    """Raise TooMany (429) if the uses are used up, without counting one."""
    limiter: Any = current_app.extensions.get("limits")
    if limiter is None:
        return
    for item in (parse(text) for text in LIMITS[name]):
        if not limiter.test(item, name, *map(str, whose)):
            raise _too_many(limiter, item, name, *map(str, whose))


def client_address() -> str:
    """Return the network the request comes from: an IPv4 address, or an IPv6 /64."""
    text = request.remote_addr or "0.0.0.0"
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)


def network_name() -> str:
    """Return a keyed hash of the network that the request comes from; "" for this machine itself.

    What comes from here comes through a proxy that names nobody, or is a test: it says nothing.
    """
    text = client_address()
    try:
        is_here = ip_network(text, strict=False).is_loopback
    except ValueError:
        return ""
    if is_here:
        return ""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"network {text}".encode(), "sha256").hexdigest()[:32]


def _too_many(limiter: Any, item: RateLimitItem, *identifiers: str) -> TooMany:
    reset_at = limiter.get_window_stats(item, *identifiers).reset_time
    seconds = max(1, math.ceil(reset_at - time.time()))
    return TooMany(_wait_sentence(seconds), seconds)


def _wait_sentence(seconds: int) -> str:
    if seconds < 120:
        return ngettext(
            "That was a little fast. You can go on in %(num)d second.",
            "That was a little fast. You can go on in %(num)d seconds.",
            seconds,
        )
    minutes = math.ceil(seconds / 60)
    if minutes < 120:
        return _("That was often. You can go on in %(minutes)d minutes.", minutes=minutes)
    hours = math.ceil(minutes / 60)
    return _("That was enough for today. You can go on in %(hours)d hours.", hours=hours)
