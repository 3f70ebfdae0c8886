"""What a phone asks for to keep the site like an app (W3C Web Application Manifest)."""

from typing import Any

from flask import request
from flask_babel import force_locale
from flask_babel import gettext as _

from community.config import INTERFACE_LANGUAGES
from community.feeds.palette import house_colour
from community.web.assets import asset
from community.web.language import interface_language

ICONS = (("192", "any"), ("512", "any"), ("maskable-512", "maskable"))


def asked_language() -> str:
    """Return the language that the page names in the address, else the browser's.

    Browsers ask for a manifest without cookies, so it could not know what a reader chose.
    """
    asked = request.args.get("language", "")
    return asked if asked in INTERFACE_LANGUAGES else interface_language()


def manifest(site_name: str, language: str) -> dict[str, Any]:
    """Return the manifest in a language of the interface."""
    with force_locale(language.replace("-", "_")):
        return {
            "id": "/",
            "name": _full_name(site_name, language),
            "short_name": site_name,
            "description": _(
                "A reading room in two languages, for those who came and those who were already here."
            ),
            "lang": language,
            "dir": "ltr",
            "start_url": "/",
            "scope": "/",
            "display": "minimal-ui",
            "background_color": house_colour("paper"),
            "theme_color": house_colour("paper"),
            "categories": ["news", "social", "education"],
            "icons": [_icon(*one) for one in ICONS],
            "shortcuts": [
                {"name": _("Bookmarks"), "url": "/bookmarks"},
                {"name": _("Notifications"), "url": "/notifications"},
            ],
        }


def _icon(name: str, purpose: str) -> dict[str, str]:
    pixels = name.rpartition("-")[2]
    return {
        "src": asset(f"brand/icon-{name}.png"),
        "sizes": f"{pixels}x{pixels}",
        "type": "image/png",
        "purpose": purpose,
    }


def _full_name(site_name: str, language: str) -> str:
    if site_name != "Teahouse":
        return site_name
    return f"{site_name} {'茶館' if language == 'zh-Hant' else '茶馆'}"
