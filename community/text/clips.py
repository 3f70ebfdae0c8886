"""Clips in articles: the site's own films, behind a still, never playing by themselves."""

import re
from collections.abc import Sequence

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

NAME = r"[0-9a-f]{24}\.(?:mp4|webm)"
OWN = re.compile(f"/media/{NAME}")
POSTER = re.compile(r"/media/[0-9a-f]{24}-medium\.webp")


def name_of(source: str) -> str | None:
    """The name of the file of one of the site's own clips, from its address; None for any other."""
    return source.removeprefix("/media/") if OWN.fullmatch(source) else None


def video(name: str, words: str, size: Sequence[int | str] | None) -> str:
    """Render a clip; who cannot play it finds a link to the file."""
    address = f"/media/{name}"
    attributes = {"src": address, "poster": f"/media/{name.partition('.')[0]}-medium.webp"}
    if size:
        attributes |= {"width": str(size[0]), "height": str(size[1])}
        if size[2:] and size[2]:
            attributes["class"] = str(size[2])
    if words:
        attributes["aria-label"] = words
    said = "".join(f' {key}="{escapeHtml(value)}"' for key, value in attributes.items())
    link = f'<a href="{address}">{escapeHtml(words or name)}</a>'
    return f'<video controls playsinline preload="none"{said}>{link}</video>'


def is_in_link(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a clip stands inside a link, where nothing else may be that is clicked."""
    before = [token.type for token in tokens[:index]]
    return before.count("link_open") > before.count("link_close")
