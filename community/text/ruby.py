"""Readings above characters: {汉字|hànzì} for the word, {汉字|hàn|zì} for each character."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from community.text.scripts import script_of

PINYIN = "zh-Latn-pinyin"

_RUBY = re.compile(r"\{([^{}|\n]{1,40})((?:\|[^{}|\n]{1,40}){1,40})\}")


def read_ruby(state: StateInline, silent: bool) -> bool:
    """Read {base|reading} (a rule of markdown-it); of several, one for each character."""
    match = _RUBY.match(state.src, state.pos) if state.src[state.pos] == "{" else None
    if not match:
        return False
    base, readings = match[1], match[2][1:].split("|")
    if not base.strip() or not all(map(str.strip, readings)):
        return False
    if len(readings) > 1 and len(readings) != len(base):
        return False
    if not silent:
        token = state.push("ruby", "ruby", 0)
        token.content = base
        token.meta["pairs"] = list(
            zip(base if len(readings) > 1 else [base], readings, strict=True)
        )
    state.pos = match.end()
    return True


def ruby(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    """Render a ruby token; browsers that know no ruby show 汉(hàn)."""
    return f"<ruby>{''.join(_pair(*pair) for pair in tokens[index].meta['pairs'])}</ruby>"


def _pair(base: str, reading: str) -> str:
    is_latin = any(script_of(char) == "Latin" for char in reading)
    lang = f' lang="{PINYIN}"' if is_latin else ""
    return f"{escapeHtml(base)}<rp>(</rp><rt{lang}>{escapeHtml(reading)}</rt><rp>)</rp>"
