"""The XML that machines ask a site for: the sitemap and the description of its search."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from community.feeds.addresses import absolute
from community.feeds.elements import legible
from community.feeds.entries import written
from community.feeds.sitemap import Place

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
PICTURE = "http://www.google.com/schemas/sitemap-image/1.1"
XHTML = "http://www.w3.org/1999/xhtml"
SEARCH = "http://a9.com/-/spec/opensearch/1.1/"
# What the format has room for.
MAX_SHORT_NAME = 16


def write_index(parts: Iterable[tuple[str, datetime | None]]) -> str:
    """Return the index that names the parts."""
    lines = [
        f"<sitemap>{_loc(f'/sitemap-{name}.xml')}{_lastmod(changed_at)}</sitemap>"
        for name, changed_at in parts
    ]
    return f'{HEAD}<sitemapindex xmlns="{SITEMAP}">\n' + "\n".join(lines) + "\n</sitemapindex>\n"


def write_part(places: Iterable[Place], versions: Mapping[str, Mapping[str, str]]) -> str:
    """Return one part; `versions` is path → language → path of what there is in several languages."""
    spaces = f'xmlns="{SITEMAP}" xmlns:image="{PICTURE}" xmlns:xhtml="{XHTML}"'
    lines = [_url(place, versions.get(place.path, {})) for place in places]
    return f"{HEAD}<urlset {spaces}>\n" + "\n".join(lines) + "\n</urlset>\n"


def write_search(name: str, description: str, icon: str) -> str:
    """Return the description of the search page (OpenSearch 1.1)."""
    template = absolute("/search") + "?q={searchTerms}"
    lines = [
        f"<ShortName>{_words(name[:MAX_SHORT_NAME])}</ShortName>",
        f"<LongName>{_words(name[:48])}</LongName>",
        f"<Description>{_words(description)}</Description>",
        f'<Url type="text/html" template={quoteattr(template)}/>',
        f'<Image height="192" width="192" type="image/png">{_words(absolute(icon))}</Image>',
        *(f"<Language>{one}</Language>" for one in ("en", "zh-Hans", "zh-Hant")),
        "<InputEncoding>UTF-8</InputEncoding>",
        "<OutputEncoding>UTF-8</OutputEncoding>",
    ]
    inside = "\n".join(lines)
    return f'{HEAD}<OpenSearchDescription xmlns="{SEARCH}">\n{inside}\n</OpenSearchDescription>\n'


def _url(place: Place, versions: Mapping[str, str]) -> str:
    pictures = "".join(
        f"<image:image><image:loc>{_words(absolute(one))}</image:loc></image:image>"
        for one in place.pictures
    )
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(absolute(path))}/>'
        for language, path in versions.items()
    )
    return f"<url>{_loc(place.path)}{_lastmod(place.changed_at)}{others}{pictures}</url>"


def _loc(path: str) -> str:
    return f"<loc>{_words(absolute(path))}</loc>"


def _lastmod(changed_at: datetime | None) -> str:
    return f"<lastmod>{written(changed_at)}</lastmod>" if changed_at else ""


def _words(text: str) -> str:
    return escape(legible(text))
