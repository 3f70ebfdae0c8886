"""Tags as an author types them: a line of words with commas of either script between them."""

import re
from collections.abc import Iterable

from community.text.plain import clean_line
from community.text.slugs import tag_slug

MAX_TAGS = 8
MAX_TAG_CHARACTERS = 40
MAX_TAG_SLUG = 60
_BETWEEN = re.compile(r"[,，、;；\n]")


def split_tags(text: str) -> list[str]:
    """List the tags of a line, without # before them, each once."""
    return unique_tags(_BETWEEN.split(text))


def unique_tags(names: Iterable[str]) -> list[str]:
    """Tidy names of tags; of those with one address the first is kept."""
    kept: dict[str, str] = {}
    for name in names:
        if tidy := clean_line(clean_line(name).lstrip("#＃")):
            kept.setdefault(slug_of(tidy) or tidy, tidy)
    return list(kept.values())


def slug_of(name: str) -> str:
    """Return the address of a tag; empty for one without letters or digits."""
    return tag_slug(name, MAX_TAG_SLUG)
