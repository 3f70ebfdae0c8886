"""@names in comments: where they stand, and whom they may mean.

Chinese is written without spaces, so in 谢谢@tom的茶 the run after the @ goes on past the name.
A run has therefore several readings, and the longest that names somebody wins.
"""

import re
from collections.abc import Iterator

from markdown_it.rules_inline import StateInline

from community.text.scripts import is_cjk

MIN_NAME, MAX_NAME = 3, 30

_RUN = re.compile(r"@([^\W_][\w-]{2,60})(?!@)")
_DOMAIN = re.compile(r"\.[a-z]{2,}", re.IGNORECASE)


def count_called(text: str) -> int:
    """Count the different @names of a text, whomever they mean."""
    return len({run.casefold() for run in _RUN.findall(text)})


def readings(run: str) -> Iterator[str]:
    """Yield the names that a run may begin with, longest first: tom的茶 → tom的茶, tom的, tom."""
    for end in range(min(len(run), MAX_NAME), MIN_NAME - 1, -1):
        if end == len(run) or _may_end(run, end):
            yield run[:end]


def mention(state: StateInline, silent: bool) -> bool:
    """Read an @name (a rule of markdown-it).

    `env["mentions"]` maps the names that are to be linked to their addresses; None takes every run.
    """
    if state.src[state.pos] != "@" or "mentions" not in state.env or state.linkLevel:
        return False
    run = _run_at(state.src, state.pos)
    known = state.env["mentions"]
    name = run if known is None else next((name for name in readings(run) if name in known), "")
    if not name:
        return False
    if not silent:
        token = state.push("mention", "a", 0)
        token.content = f"@{name}"
        token.meta["href"] = known[name] if known else ""
    state.pos += len(name) + 1
    return True


def _run_at(text: str, start: int) -> str:
    """The run after the @ at `start`; empty within an e-mail address or a path."""
    match = _RUN.match(text, start)
    before = text[start - 1] if start else " "
    if not match or before in "/._+-@" or (before.isalnum() and not is_cjk(before)):
        return ""
    if not before.isspace() and _DOMAIN.match(text, match.end()):
        return ""
    return match[1]


def _may_end(run: str, end: int) -> bool:
    """A name may end beside a Chinese character, or before nothing but strokes."""
    return is_cjk(run[end - 1]) or is_cjk(run[end]) or not run[end:].strip("-_")
