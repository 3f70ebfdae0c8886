"""The same text in other languages, for `hreflang`: each version names all of them, itself included."""

from collections.abc import Iterable

Versions = dict[str, dict[str, str]]


def versions_of(_paths: Iterable[str]) -> Versions:
    """Return path → language → path of each version, for those articles that have several.

    There are none yet. Translations will be found here; page heads and sitemap ask nobody else.
    """
    return {}
