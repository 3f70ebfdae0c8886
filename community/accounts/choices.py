"""What may be chosen from: languages by their own names, time zones by place."""

from functools import cache
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l

from community.config import INTERFACE_LANGUAGES
from community.text.language import LANGUAGES

ROLE_NAMES = {
    "reader": _l("Reader"),
    "author": _l("Author"),
    "moderator": _l("Moderator"),
    "admin": _l("Admin"),
}
_REGIONS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian",
    "Pacific",
)  # fmt: skip


def languages() -> list[tuple[str, str]]:
    return list(LANGUAGES.items())


def interface_languages() -> list[tuple[str, str]]:
    return list(INTERFACE_LANGUAGES.items())


@cache
def time_zones() -> dict[str, list[tuple[str, str]]]:
    """Return region → zones as (name, place), as a browser groups them."""
    zones: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones()):
        region, _slash, place = name.partition("/")
        if place and region in _REGIONS:
            zones.setdefault(region, []).append((name, place.replace("_", " ")))
    return zones


def language_name(code: str) -> str:
    """Return a language by its own name; an unknown code as it is."""
    return LANGUAGES.get(code, code)


def role_name(role: str) -> str:
    return str(ROLE_NAMES.get(role, role))
