"""How Markdown's blocks look here: levels of headings, tables that scroll, lines that join."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from community.text.scripts import is_cjk

TOP, DEEPEST = 2, 4
FAR = 8
ALIGNED = {"text-align:center": "align-centre", "text-align:right": "align-end"}


def level_headings(state: StateCore) -> None:
    """Put the headings of a text on h2 to h4 without a gap, whichever levels its writer chose.

    The page has the h1, so the highest level used becomes h2, the next h3; no heading is more than
    one level below the one before it.
    """
    headings = [token for token in state.tokens if token.type in ("heading_open", "heading_close")]
    ranks = {tag: rank for rank, tag in enumerate(sorted({token.tag for token in headings}), TOP)}
    level = TOP - 1
    for token in headings:
        if token.type == "heading_open":
            level = min(ranks[token.tag], level + 1, DEEPEST)
        token.tag = f"h{level}"


def align_cells(state: StateCore) -> None:
    """Say by class what markdown-it says by style, which the site's policy forbids."""
    for token in state.tokens:
        if token.type in ("th_open", "td_open"):
            style = str(token.attrs.pop("style", ""))
            if style in ALIGNED:
                token.attrs["class"] = ALIGNED[style]


def table_open(renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    """A table too wide for the page scrolls in its box, which the keyboard can reach."""
    return '<div class="table-scroll" tabindex="0"><table>\n'


def table_close(renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    """End a table and its box."""
    return "</table></div>\n"


def fence(renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    """Code scrolls too; the name of its language is the writer's, and is left out."""
    return f'<pre tabindex="0"><code>{escapeHtml(tokens[index].content)}</code></pre>\n'


def mention(renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    """Link a name to its profile."""
    token = tokens[index]
    href, name = escapeHtml(token.meta["href"]), escapeHtml(token.content)
    return f'<a href="{href}" class="mention">{name}</a>'


def softbreak(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    """End a line: a break if the dialect says so, nothing between Chinese lines, or a space."""
    if options["breaks"]:
        return "<br>\n"
    before = _nearest(tokens, range(index - 1, -1, -1))
    after = _nearest(tokens, range(index + 1, len(tokens)))
    return "" if _is_solid(before[-1:]) and _is_solid(after[:1]) else "\n"


def _nearest(tokens: Sequence[Token], places: Iterable[int]) -> str:
    """The nearest words beside a line end, past the marks of emphasis, which say nothing."""
    for place in islice(places, FAR):
        if tokens[place].content:
            return tokens[place].content
    return ""


def _is_solid(char: str) -> bool:
    """Written without spaces around it: Chinese and Japanese letters, full-width punctuation."""
    return bool(char) and (
        is_cjk(char) or "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff60"
    )
