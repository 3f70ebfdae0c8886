"""Addresses of card pictures: they change with the words, so that nobody keeps an old one."""

import re
from typing import NamedTuple

from community.articles.models import Article

HOUSE = "house"
_NAME = re.compile(r"(.{1,120})-([0-9]{1,9})\.png")


class CardName(NamedTuple):
    """Which article, and which version of it, a card shows."""

    slug: str
    version: int


def card_path(article: Article) -> str:
    return f"/cards/{article.slug}-{article.version}.png"


def house_card_path() -> str:
    return f"/cards/{HOUSE}.png"


def read_name(name: str) -> CardName | None:
    """Return what a name says; None for one that is none."""
    found = _NAME.fullmatch(name)
    return CardName(found[1], int(found[2])) if found else None
