"""What may be chosen from: languages by their own names, time zones by place."""

from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from community.config import INTERFACE_LANGUAGES
from community.text.language import LANGUAGES

ROLE_NAMES = {
    "reader": _l("Reader"),
    "author": _l("Author"),
    "moderator": _l("Moderator"),
    "admin": _l("Admin"),
}
REGIONS = {
    "Africa": _l("Africa"),
    "America": _l("America"),
    "Antarctica": _l("Antarctica"),
    "Arctic": _l("The Arctic"),
    "Asia": _l("Asia"),
    "Atlantic": _l("The Atlantic"),
    "Australia": _l("Australia"),
    "Europe": _l("Europe"),
    "Indian": _l("The Indian Ocean"),
    "Pacific": _l("The Pacific"),
}


def languages() -> list[tuple[str, str]]:
    return list(LANGUAGES.items())


def interface_languages() -> list[tuple[str, str]]:
    return list(INTERFACE_LANGUAGES.items())


def time_zones() -> dict[str, list[tuple[str, str]]]:
    """Return region → zones as (name, place), in the reader's language, as a browser groups them."""
    zones = _time_zones(str(get_locale() or "en"))
    return {str(REGIONS[region]): places for region, places in zones.items()}


@cache
def _time_zones(locale: str) -> dict[str, list[tuple[str, str]]]:
    own_names = Locale.parse(locale).time_zones
    zones: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones()):
        region, _slash, place = name.partition("/")
        if place and region in REGIONS:
            shown = own_names.get(name, {}).get("city") or place.replace("_", " ")
            zones.setdefault(region, []).append((name, shown))
    return zones


def language_name(code: str) -> str:
    """Return a language by its own name; an unknown code as it is."""
    return LANGUAGES.get(code, code)


def role_name(role: str) -> str:
    return str(ROLE_NAMES.get(role, role))
