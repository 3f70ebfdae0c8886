"""What a text may cost: guards against texts that are small to send and large to render."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference, table
from markdown_it.rules_core import StateCore, inline

# Containers inside containers: those that one line may open, and all, at two levels for a list.
# Beyond MAX_NESTING markdown-it drops what it reads.
MAX_MARKERS = 12
MAX_NESTING = 40
# Links and pictures inside one another's words; each level is read again for each above it.
MAX_INLINE_NESTING = 10
MAX_CELLS = 10_000
MAX_REFERENCE_LINES = 4
# Both markdown-it and the cleaner take time that grows with the square of these.
MAX_PARAGRAPH = 10_000
MAX_TAGS = 20_000

_MARKER = r"(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))"
_DEEP = re.compile(
    rf"^([ \t]{{0,3}}(?:{_MARKER}[ \t]{{0,4}}){{{MAX_MARKERS}}})([0-9]{{0,9}})([->+*.)])",
    re.MULTILINE,
)
_RULE = re.compile(r"[ \t]*([-*])(?:[ \t]*\1)+[ \t]*$", re.MULTILINE)


def flatten(source: str) -> str:
    """Escape the quotes and lists that a line opens beyond its twelfth: they show as typed."""
    return _DEEP.sub(_escaped, source)


def set_limits(md: MarkdownIt) -> None:
    """Bound the rules of markdown-it whose cost grows faster than the text."""
    md.core.ruler.before("inline", "paragraphs", _leave_long_paragraphs)
    md.core.ruler.at("inline", _shallow_inline)
    md.block.ruler.at("reference", _short_reference)
    md.block.ruler.at("table", _small_table, {"alt": ["paragraph", "reference"]})


def is_too_much(html: str) -> bool:
    """Tell whether HTML has more tags than the cleaner can look through in a second or two."""
    return html.count("<") > MAX_TAGS


def _leave_long_paragraphs(state: StateCore) -> None:
    """A paragraph of more than MAX_PARAGRAPH characters shows as typed."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > MAX_PARAGRAPH:
            token.type = "text"


def _shallow_inline(state: StateCore) -> None:
    """Read words with a limit of their own; no other thread uses this parser meanwhile."""
    options = state.md.options
    options["maxNesting"] = MAX_INLINE_NESTING
    try:
        inline(state)
    finally:
        options["maxNesting"] = MAX_NESTING


def _escaped(match: re.Match[str]) -> str:
    if _RULE.match(match.string, match.start()):
        return match[0]
    return f"{match[1]}{match[2]}\\{match[3]}"


def _short_reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Keep a definition from reading on to the end of its paragraph, past all its likes."""
    last = state.lineMax
    state.lineMax = min(last, start + MAX_REFERENCE_LINES)
    try:
        return reference(state, start, end, silent)
    finally:
        state.lineMax = last


def _small_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A wide head makes every short row below it wide; past MAX_CELLS a text has no more tables."""
    is_table = table(state, start, end, True)
    if silent or not is_table:
        return is_table
    return _has_cells_left(state, start, end) and table(state, start, end, False)


def _has_cells_left(state: StateBlock, start: int, end: int) -> bool:
    columns = state.getLines(start, start + 1, 0, False).count("|") + 1
    left = state.env.get("cells_left", MAX_CELLS)
    for line in range(start, end):
        if state.isEmpty(line) or left < 0:
            break
        left -= columns
    state.env["cells_left"] = left
    return left >= 0
