"""Plain words as Markdown that says exactly them."""

import re

from community.text.links import find_addresses

# Within a line: what Markdown would read as a mark of its own.
_MARKS = re.compile(r"[\\`*\[\]|]|<(?=[A-Za-z/!?])|~(?=~)|&(?=#?\w{1,32};)|\{(?=[^{}|\n]*\|)")
_UNDERSCORES = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
# At the start of a line: headings, quotes, lists, rules.
_STARTS = re.compile(
    r"^([ \t]*)(?:(\d{1,9})([.)])(?=[ \t]|$)|(#{1,6}(?=[ \t]|$)|>|[-+](?=[ \t]|$)|-{2,}|={2,}))",
    re.MULTILINE,
)


def escape_words(text: str) -> str:
    """Escape what Markdown would read; addresses stay as they are, so that they are linked."""
    found = find_addresses(text) if "://" in text or "www." in text else []
    parts, place = [], 0
    for address in found:
        parts += [_escaped(text[place : address.start]), text[address.start : address.end]]
        place = address.end
    return "".join(parts) + _escaped(text[place:])


def _escaped(text: str) -> str:
    text = _MARKS.sub(r"\\\g<0>", text)
    if "_" in text:
        text = _UNDERSCORES.sub(r"\\_", text)
    return _STARTS.sub(_start, text)


def _start(match: re.Match[str]) -> str:
    if match[2]:
        return f"{match[1]}{match[2]}\\{match[3]}"
    return f"{match[1]}\\{match[4]}"


def in_title(text: str) -> str:
    """Return words as they stand between quotes behind a picture's address."""
    line = " ".join(text.split())
    return re.sub(r'[\\"&]', r"\\\g<0>", line)


def in_address(href: str) -> str:
    """Return an address as it stands in brackets."""
    codes = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"}
    return "".join(codes.get(char, char) for char in href.strip())
