"""The three dialects of Markdown spoken here, as parsers.

A comment has words, quotes, lists and code; an article also headings, tables and pictures; a bio
is one paragraph. HTML is never read: it shows as it was typed.
"""

import re
import threading

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_cjk_friendly import cjk_friendly

from community.text import films, pictures, ruby, shapes
from community.text.budget import MAX_NESTING, set_limits
from community.text.footnotes import add_footnotes
from community.text.links import START, address_at, is_safe_address
from community.text.mentions import mention

_INLINE = [
    *("newline", "escape", "entity", "backticks", "strikethrough", "emphasis"),
    *("link", "image", "autolink"),
]
_COMMENT = [*_INLINE, "blockquote", "list", "fence"]
_ARTICLE = [*_COMMENT, "hr", "heading", "lheading", "reference", "table"]

_RULES = {"article": _ARTICLE, "comment": _COMMENT, "bio": _INLINE}

_PLAIN = re.compile(r"[^\n!#$%&*+\-:<=>@\[\\\]^_`{}~]+")


class Dialect(MarkdownIt):
    """A parser that links only what is safe."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
        """Tell whether markdown-it may make a link or a picture of an address."""
        return is_safe_address(url)


class _Parsers(threading.local):
    """Parsers compile their rules when first used, so each thread has its own."""

    def __init__(self) -> None:
        self.made: dict[str, Dialect] = {}


_parsers = _Parsers()


def parser(name: str) -> Dialect:
    """Return this thread's parser for "article", "comment" or "bio"."""
    if name not in _parsers.made:
        _parsers.made[name] = _make(name)
    return _parsers.made[name]


def _make(name: str) -> Dialect:
    md = Dialect("zero", {"maxNesting": MAX_NESTING, "breaks": name != "article"})
    md.enable(_RULES[name])
    md.use(cjk_friendly)
    set_limits(md)
    md.inline.ruler.at("text", _text)
    md.inline.ruler.before("text", "address", _address)
    md.inline.ruler.after("escape", "ruby", ruby.read_ruby)
    md.inline.ruler.after("escape", "mention", mention)
    if name == "article":
        add_footnotes(md)
        md.core.ruler.push("headings", shapes.level_headings)
        md.core.ruler.push("cells", shapes.align_cells)
        md.core.ruler.push("figures", pictures.set_apart)
        md.core.ruler.push("films", films.show_films)
        md.add_render_rule("film", films.film)
    md.add_render_rule("image", pictures.image)
    md.add_render_rule("ruby", ruby.ruby)
    for rule in (
        shapes.softbreak,
        shapes.fence,
        shapes.table_open,
        shapes.table_close,
        shapes.mention,
    ):
        md.add_render_rule(rule.__name__, rule)
    return md


def _text(state: StateInline, silent: bool) -> bool:
    """Read up to the next mark, or to the beginning of a bare address."""
    run = _PLAIN.match(state.src, state.pos, state.posMax)
    if not run:
        return False
    start = START.search(state.src, state.pos + 1, min(run.end() + len("://"), state.posMax))
    end = min(run.end(), start.start()) if start else run.end()
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def _address(state: StateInline, silent: bool) -> bool:
    """Read a bare address, outside links."""
    if state.src[state.pos] not in "hHwW" or state.linkLevel:
        return False
    address = address_at(state.src, state.pos)
    if not address or address.end > state.posMax:
        return False
    href = state.md.normalizeLink(address.href)
    if not state.md.validateLink(href):
        return False
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": href}
        state.push("text", "", 0).content = state.src[address.start : address.end]
        state.push("link_close", "a", -1)
    state.pos = address.end
    return True
