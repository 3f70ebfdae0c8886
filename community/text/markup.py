"""People's words as HTML that may be shown: the only maker of Markup in the project.

Markdown (without HTML) → HTML → bleach, once and in that order: cleaned text that went through
Markdown afterwards could come alive again. The result belongs between tags, never inside an
attribute or a script; it is stored beside its source together with VERSION, and made anew from the
source when VERSION has risen.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markdown_it.token import Token
from markupsafe import Markup, escape

from community.text.budget import flatten, is_too_much
from community.text.cleaning import clean
from community.text.dialects import parser
from community.text.mentions import readings
from community.text.pictures import Known, key_of, spoken
from community.text.plain import clean_text

# Raise it with every change of what the renderers or the cleaner let through.
VERSION = 2


def render_article(source: str, pictures: Known | None = None) -> Markup:
    """Render an article, note or guide: all of Markdown but HTML, with headings from h2 to h4.

    `pictures` tells the size of the site's own pictures, by key → (width, height) in pixels and the class
    of a tint, if it has one, as a mapping or a function. Those of ours that it does not know, and all
    that are not ours, become links. Without `pictures` ours are shown with no size.
    """
    return _render("article", source, {"pictures": pictures})


def render_comment(source: str, mentions: Mapping[str, str] | None = None) -> Markup:
    """Render a comment: no headings, tables, rules or pictures, and each line end is kept.

    `mentions` maps names to the addresses of their profiles; @name is linked for these and no
    others.
    """
    return _render("comment", source, {"mentions": mentions or {}})


def render_bio(source: str) -> Markup:
    """Render a bio as one paragraph of words and links; empty for an empty text."""
    line = re.sub(r"\n+", "\n", clean_text(source))
    if not line:
        return Markup()
    html = parser("bio").renderInline(line, {})
    return Markup(clean(f"<p>{html}</p>", "bio"))


def mentions_in(source: str, limit: int) -> list[str]:
    """List the names that the first `limit` @names of a comment may mean, outside code and links.

    Look up which exist, and give those to `render_comment` and `mentioned`. Where Chinese follows
    without a space there are several readings: @tom的茶 gives tom的茶, tom的 and tom.
    """
    runs = dict.fromkeys(token.content[1:] for token in _mentions(source, None))
    names = (name for run in list(runs)[:limit] for name in readings(run))
    return list(dict.fromkeys(names))


def mentioned(source: str, names: Iterable[str]) -> list[str]:
    """List which of these names `render_comment` would link, each once, in their order."""
    known = dict.fromkeys(names, "/")
    return list(dict.fromkeys(token.content[1:] for token in _mentions(source, known)))


def picture_keys_in(source: str) -> list[str]:
    """List the keys of the site's own pictures that an article shows, each once, in order."""
    tokens = _inline(parser("article").parse(_prepared(source), {}))
    addresses = (str(token.attrs["src"]) for token in tokens if token.type == "image")
    return list(dict.fromkeys(key for key in map(key_of, addresses) if key))


def undescribed_in(source: str) -> int:
    """Count the site's own pictures in an article that have no words for those who cannot see them."""
    tokens = _inline(parser("article").parse(_prepared(source), {}))
    pictures = (token for token in tokens if token.type == "image")
    ours = (token for token in pictures if key_of(str(token.attrs["src"])))
    return sum(not spoken(token.children or []).strip() for token in ours)


def _render(dialect: str, source: str, env: dict[str, Any]) -> Markup:
    html = parser(dialect).render(_prepared(source), env)
    if is_too_much(html):
        html = f'<pre tabindex="0"><code>{escape(clean_text(source))}</code></pre>'
    return Markup(clean(html, dialect))


def _prepared(source: str) -> str:
    return flatten(clean_text(source))


def _mentions(source: str, known: Mapping[str, str] | None) -> Iterator[Token]:
    tokens = parser("comment").parse(_prepared(source), {"mentions": known})
    return (token for token in _inline(tokens) if token.type == "mention")


def _inline(tokens: Iterable[Token]) -> Iterator[Token]:
    return (child for token in tokens for child in token.children or [])
