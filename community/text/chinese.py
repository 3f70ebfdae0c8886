"""Simplified and traditional Chinese, by OpenCC.

Its dictionaries are read when first used: 3 MB from traditional to simplified, 45 MB the other way.
"""

from functools import cache

from opencc import OpenCC

# To traditional as written in Taiwan, with its words: 软件 → 軟體; back from any standard.
TO_TRADITIONAL, TO_SIMPLIFIED = "s2twp", "t2s"


def to_traditional(text: str) -> str:
    """Write Chinese in traditional characters: 头发 → 頭髮, 发展 → 發展."""
    return _converted(text, TO_TRADITIONAL)


def to_simplified(text: str) -> str:
    """Write Chinese in simplified characters: 頭髮 → 头发."""
    return _converted(text, TO_SIMPLIFIED)


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def _converted(text: str, name: str) -> str:
    """OpenCC takes UTF-8, which has no place for half a surrogate pair."""
    if text.isascii():
        return text
    readable = text.encode("utf-8", "replace").decode("utf-8")
    converted: str = _converter(name).convert(readable)
    return converted
