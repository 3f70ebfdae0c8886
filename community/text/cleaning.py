"""The allow-list: which tags, attributes and values may stand in HTML made from people's words."""

import re
import threading
from collections.abc import Iterator
from html import unescape
from typing import Any

from bleach.html5lib_shim import Filter
from bleach.sanitizer import Cleaner

from community.text import clips
from community.text.films import PLAYER
from community.text.footnotes import PLACE
from community.text.links import SCHEMES, is_safe_address
from community.text.pictures import OWN, SIZES
from community.text.ruby import PINYIN

REL = "nofollow ugc noopener"

_INLINE = frozenset(["a", "br", "code", "em", "rp", "rt", "ruby", "s", "strong"])
_COMMENT = _INLINE | {"blockquote", "li", "ol", "p", "pre", "ul"}
_TABLE = frozenset(["div", "table", "tbody", "td", "th", "thead", "tr"])
_ARTICLE = _COMMENT | (
    _TABLE | {"figcaption", "figure", "h2", "h3", "h4", "hr", "img", "section", "sup", "video"}
)
_TAGS = {"article": _ARTICLE, "comment": _COMMENT, "bio": _INLINE | {"p"}}

_ANY = re.compile(r".*", re.DOTALL)
_NUMBER = re.compile(r"[0-9]{1,9}")
_ALIGNED = re.compile("align-(centre|end)")
_ZERO = re.compile("0")
_EMPTY = re.compile("")
_TINT = re.compile("tint-[0-9]{1,2}")
_PLACE = re.compile(PLACE)
_IN_THE_TEXT = re.compile(f"#{PLACE}")
# Each attribute with the whole of what it may say. Classes are only those that our renderers write.
_VALUES: dict[str, dict[str, re.Pattern[str]]] = {
    "a": {
        "href": _ANY,
        "class": re.compile("mention"),
        "id": _PLACE,
        "role": re.compile("doc-(?:noteref|backlink)"),
        "data-player": PLAYER,
    },
    "div": {"class": re.compile("table-scroll|gallery"), "tabindex": _ZERO},
    "figure": {"class": re.compile("film")},
    "img": {
        "src": OWN,
        "srcset": re.compile(rf"{OWN.pattern} [0-9]+w(?:, {OWN.pattern} [0-9]+w)*"),
        "sizes": re.compile(re.escape(SIZES)),
        "alt": _ANY,
        "width": _NUMBER,
        "height": _NUMBER,
        "loading": re.compile("lazy"),
        "decoding": re.compile("async"),
        "class": _TINT,
    },
    "li": {"id": _PLACE},
    "ol": {"start": _NUMBER},
    "pre": {"tabindex": _ZERO},
    "rt": {"lang": re.compile(PINYIN)},
    "section": {"class": re.compile("footnotes"), "role": re.compile("doc-endnotes")},
    "td": {"class": _ALIGNED},
    "th": {"class": _ALIGNED},
    "video": {
        "src": clips.OWN,
        "poster": clips.POSTER,
        "controls": _EMPTY,
        "playsinline": _EMPTY,
        "preload": re.compile("none"),
        "width": _NUMBER,
        "height": _NUMBER,
        "class": _TINT,
        "aria-label": _ANY,
    },
}


class _SettledLinks(Filter):
    """The last look at each link, after bleach's own: `//host` and `javascript:1` pass that one."""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for token in super().__iter__():
            if token["type"] == "StartTag" and token["name"] == "a":
                token["data"] = _settled(token["data"])
            yield token


class _Cleaners(threading.local):
    """A cleaner keeps the state of its parser, so each thread has its own."""

    def __init__(self) -> None:
        self.made: dict[str, Cleaner] = {}


_cleaners = _Cleaners()


def clean(html: str, dialect: str) -> str:
    """Keep of the HTML what the dialect ("article", "comment" or "bio") allows."""
    if dialect not in _cleaners.made:
        _cleaners.made[dialect] = Cleaner(
            tags=_TAGS[dialect],
            attributes=_is_allowed,
            protocols=SCHEMES,
            strip=True,
            strip_comments=True,
            filters=[_SettledLinks],
        )
    cleaned: str = _cleaners.made[dialect].clean(html)
    return cleaned


def _is_allowed(tag: str, name: str, value: str) -> bool:
    pattern = _VALUES.get(tag, {}).get(name)
    return pattern is not None and pattern.fullmatch(value) is not None


def _settled(attributes: dict[Any, str]) -> dict[Any, str]:
    """Keep an address only if a browser would read it as a safe one; mark people's own."""
    href = attributes.get((None, "href"), "")
    if _IN_THE_TEXT.fullmatch(href):
        return attributes
    if not is_safe_address(unescape(href)):
        return {}
    if (None, "class") in attributes:
        return attributes
    kept = {(None, "href"): href, (None, "rel"): REL}
    if player := attributes.get((None, "data-player")):
        kept[None, "data-player"] = player
    return kept
