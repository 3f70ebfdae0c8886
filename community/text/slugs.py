"""Addresses made from titles: yin-hang for 银行, cafe for Café."""

import os
import re
import unicodedata
from collections.abc import Container
from functools import cache
from importlib import import_module
from itertools import count
from types import ModuleType

from community.text.chinese import to_simplified
from community.text.plain import clean_line
from community.text.scripts import HAN, HANGUL, KANA

MAX_SLUG = 80
UNTITLED = "untitled"

_HAN_RUN = re.compile(f"[{HAN}]+")
_NOT_PINYIN = re.compile(f"[{KANA}{HANGUL}]")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
# Letters that no normal form takes apart.
_LATIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
    }
)


def slugify(title: str, limit: int = MAX_SLUG) -> str:
    """Make the slug of a title, at most `limit` characters; never empty.

    Chinese is spelt in pinyin, accents are dropped. A title with nothing for ASCII keeps the
    letters of its own script, as does Japanese and Korean, whose Han characters have no pinyin.
    """
    words = _APOSTROPHE.sub("", unicodedata.normalize("NFKC", clean_line(title)).lower())
    spelt = words if _NOT_PINYIN.search(words) else _HAN_RUN.sub(_pinyin, words)
    latin = _joined(re.sub(r"[^\x00-\x7f]", " ", _folded(spelt)))
    if not _NOT_PINYIN.search(words) and latin:
        return _cut(latin, limit)
    return _cut(_joined(unicodedata.normalize("NFC", words)), limit) or UNTITLED


def tag_slug(name: str, limit: int = MAX_SLUG) -> str:
    """Make the slug of a tag, which keeps its script: 猫 → 猫, Street Food → street-food.

    Empty for a name without letters or digits.
    """
    words = unicodedata.normalize("NFKC", clean_line(name)).lower()
    return _cut(_joined(_APOSTROPHE.sub("", words)), limit)


def numbered(slug: str, taken: Container[str], limit: int = MAX_SLUG) -> str:
    """Return the slug, or where it is taken the first free one of slug-2, slug-3…"""
    if slug not in taken:
        return slug
    endings = (f"-{number}" for number in count(2))
    candidates = (slug[: limit - len(ending)].rstrip("-") + ending for ending in endings)
    return next(candidate for candidate in candidates if candidate not in taken)


def _pinyin(match: re.Match[str]) -> str:
    syllables = _pypinyin().lazy_pinyin(to_simplified(match[0]), v_to_u=True)
    return f" {' '.join(syllables)} "


@cache
def _pypinyin() -> ModuleType:
    """Load pypinyin at the first Chinese title: 0.3 s and 54 MB, 57 if it copies its tables."""
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    return import_module("pypinyin")


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_LATIN))
    return "".join(char for char in apart if not unicodedata.combining(char))


def _joined(text: str) -> str:
    """Join words by strokes; a mark that belongs to a letter stays with it, as in Hindi or Thai."""
    kept = (char if unicodedata.category(char)[0] in "LNM" else " " for char in text)
    return "-".join("".join(kept).split())


def _cut(slug: str, limit: int) -> str:
    """Cut at the end of a word, unless that would leave less than half."""
    if len(slug) <= limit:
        return slug
    words = slug[: limit + 1].rpartition("-")[0]
    return words if len(words) > limit // 2 else slug[:limit].rstrip("-")
