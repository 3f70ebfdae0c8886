"""Footnotes: `[^1]` and `[^1]: …`, or `^[…]` where one stands; collected below the text."""

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

# What the cleaner lets through: the places of notes, and of the words that call them.
PLACE = r"fn(?:ref)?[0-9]{1,4}(?:-[0-9]{1,3})?"
MAX_BACK = 9


def add_footnotes(md: MarkdownIt) -> None:
    """Teach a parser footnotes, said to screen readers as what they are (DPUB-ARIA)."""
    md.use(footnote_plugin)
    for rule in (
        footnote_ref,
        footnote_block_open,
        footnote_block_close,
        footnote_open,
        footnote_close,
        footnote_anchor,
    ):
        md.add_render_rule(rule.__name__, rule)


def footnote_ref(renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    number, again = _numbers(tokens[index])
    place = f"fnref{number}" + (f"-{again}" if again else "")
    return f'<sup><a href="#fn{number}" id="{place}" role="doc-noteref">{number}</a></sup>'


def footnote_block_open(*_: Any) -> str:
    return '<section class="footnotes" role="doc-endnotes"><ol>\n'


def footnote_block_close(*_: Any) -> str:
    return "</ol></section>\n"


def footnote_open(renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return f'<li id="fn{_numbers(tokens[index])[0]}">'


def footnote_close(*_: Any) -> str:
    return "</li>\n"


def footnote_anchor(renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    number, again = _numbers(tokens[index])
    if again > MAX_BACK:
        return ""
    place = f"fnref{number}" + (f"-{again}" if again else "")
    return f' <a href="#{place}" role="doc-backlink">↩</a>'


def _numbers(token: Token) -> tuple[int, int]:
    """Return the number of a note, and how often it was called before."""
    return token.meta["id"] + 1, token.meta.get("subId", 0)
