"""Films on other sites: an address that stands alone becomes a card. Nothing is asked of that site
until the reader asks for the film: then its player opens in place, or the address itself.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

PLAYERS = (
    "https://www.youtube-nocookie.com",
    "https://player.bilibili.com",
    "https://player.vimeo.com",
)
PLAYER = re.compile(
    r"https://(?:www\.youtube-nocookie\.com/embed/[\w-]{6,20}"
    r"|player\.bilibili\.com/player\.html\?bvid=BV[0-9A-Za-z]{8,14}"
    r"|player\.vimeo\.com/video/[0-9]{4,12})",
    re.ASCII,
)
_START = r"https?://(?:www\.|m\.)?"
_SITES = (
    (
        "YouTube",
        rf"{_START}(?:youtube\.com/(?:watch\?(?:[\w=&%-]*&)?v=|shorts/|live/|embed/)|youtu\.be/)"
        r"([\w-]{6,20})(?:[?&#][^\s]*)?",
        PLAYERS[0] + "/embed/{}",
    ),
    (
        "Bilibili",
        rf"{_START}bilibili\.com/video/(BV[0-9A-Za-z]{{8,14}})/?(?:[?#][^\s]*)?",
        PLAYERS[1] + "/player.html?bvid={}",
    ),
    ("Vimeo", rf"{_START}vimeo\.com/([0-9]{{4,12}})(?:[/?#][^\s]*)?", PLAYERS[2] + "/video/{}"),
)
_PATTERNS = [(name, re.compile(site, re.ASCII), player) for name, site, player in _SITES]


class Film(NamedTuple):
    """A film elsewhere: the site's name, and the address of its player."""

    site: str
    player: str


def film_at(address: str) -> Film | None:
    """Return the film that an address leads to, if it is one of a site that we know."""
    for name, pattern, player in _PATTERNS:
        if match := pattern.fullmatch(address):
            return Film(name, player.format(match[1]))
    return None


def show_films(state: StateCore) -> None:
    """Make cards of links to films that have a paragraph to themselves (a rule of markdown-it)."""
    for before, inline, after in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        link = _only_link(inline) if before.type == "paragraph_open" and not before.hidden else None
        if link and (film := film_at(str(link.attrs["href"]))):
            before.hidden = after.hidden = True
            inline.children = [_card(link, film, inline.children or [])]


def _only_link(inline: Token) -> Token | None:
    children = inline.children or []
    kinds = [child.type for child in children]
    return children[0] if kinds == ["link_open", "text", "link_close"] else None


def _card(link: Token, film: Film, children: Sequence[Token]) -> Token:
    card = Token("film", "", 0)
    words = children[1].content
    card.content = words
    address = str(link.attrs["href"])
    title = "" if words == address or film_at(words) else words
    card.meta = {"film": film, "address": address, "title": title}
    return card


def film(renderer: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    """Render a card: the title if it has one, and whose film it is."""
    meta = tokens[index].meta
    site, player = meta["film"]
    words = meta["title"] or re.sub(r"^https?://(?:www\.|m\.)?", "", meta["address"])
    return (
        f'<figure class="film"><a href="{escapeHtml(meta["address"])}" '
        f'data-player="{escapeHtml(player)}">{escapeHtml(words)}</a>'
        f"<figcaption>{site}</figcaption></figure>"
    )
