"""Text folded for comparison: what looks or reads alike becomes the same."""

import unicodedata

from community.text.chinese import to_simplified


def fold(text: str) -> str:
    """Return a text folded: NFKC, nothing invisible, simplified characters, lower case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return plain if plain.isascii() else to_simplified(plain)
