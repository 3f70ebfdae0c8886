"""Readings above characters, from HTML's ruby to {汉字|hànzì}."""

import re

from bs4.element import Tag

from community.transfer.escaping import escape_words

MAX_PART = 40


def readings_of(ruby: Tag) -> str:
    """Return each base with its reading; what no Markdown can say becomes 汉(hàn)."""
    pairs, base = [], ""
    for child in ruby.children:
        if isinstance(child, Tag) and child.name == "rt":
            pairs.append((base.strip(), child.get_text(strip=True)))
            base = ""
        elif not (isinstance(child, Tag) and child.name in ("rp", "rtc")):
            base += child.get_text()
    return "".join(_pair(*pair) for pair in pairs) + (escape_words(base) if base.strip() else "")


def _pair(base: str, reading: str) -> str:
    is_fit = base and reading and max(len(base), len(reading)) <= MAX_PART
    if not is_fit or re.search(r"[{}|\n]", base + reading):
        return escape_words(f"{base}({reading})" if reading else base)
    return f"{{{base}|{reading}}}"
