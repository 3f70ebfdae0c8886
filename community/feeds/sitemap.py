"""The sitemap: an index, and parts of so many numbers each, found by key and never by counting.

A part holds what is public among the ids from (n-1)·SPAN+1 to n·SPAN: at most SPAN addresses, a tenth
of what sitemaps.org allows, so that the pictures on them fit in as well.
"""

import re
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select

from community.accounts.models import User
from community.articles.models import Article, Tag, article_tags
from community.articles.queries import is_public
from community.extensions import db
from community.media.models import Picture

SPAN = 5_000
KINDS = {"articles": Article.id, "people": User.id, "tags": Tag.id}
# No part has a higher number: ids are below 2³¹.
MAX_NUMBER = 2**31 // SPAN
# Pictures of one page that are named; a thousand would be allowed.
MAX_PICTURES = 50
_PICTURE = re.compile(r'<img [^<>]*?src="(/media/[^"]+)"')


class Place(NamedTuple):
    """One page: its path, when it changed, and the pictures on it."""

    path: str
    changed_at: datetime | None = None
    pictures: tuple[str, ...] = ()


PAGES = tuple(Place(path) for path in ("/", "/guides", "/rules", "/moderation/log"))


def parts() -> list[tuple[str, datetime | None]]:
    """Return the name of each part that has anything in it, and when that was last changed."""
    found: list[tuple[str, datetime | None]] = [("pages", None)]
    for kind, key in KINDS.items():
        number = ((key + (SPAN - 1)) // SPAN).label("number")
        query = _public(kind, select(number, func.max(Article.updated_at)))
        rows = db.session.execute(query.group_by(number).order_by(number))
        found += [(f"{kind}-{n}", changed_at) for n, changed_at in rows]
    return found


def places(name: str) -> list[Place]:
    """Return the pages of a part; none for one that is not there."""
    if name == "pages":
        return list(PAGES)
    kind, _, number = name.partition("-")
    if kind not in KINDS or not number.isdecimal() or not 0 < int(number) <= MAX_NUMBER:
        return []
    key, last = KINDS[kind], int(number) * SPAN
    among = key.between(last - SPAN + 1, last)
    return READERS[kind](among)


def _articles(among: Any) -> list[Place]:
    # Only those with pictures are read whole.
    html = case((Article.body_html.contains("<img "), Article.body_html), else_="")
    query = select(Article.slug, Article.updated_at, Article.published_at, Picture.key, html)
    query = query.outerjoin(Article.cover).where(is_public(), among).order_by(Article.id)
    rows = db.session.execute(query, execution_options={"yield_per": 200})
    return [
        Place(f"/articles/{slug}", max(updated_at, published_at), _pictures(cover_key, words))
        for slug, updated_at, published_at, cover_key, words in rows
    ]


def _people(among: Any) -> list[Place]:
    query = _public("people", select(User.username, func.max(Article.updated_at))).where(among)
    rows = db.session.execute(query.group_by(User.id).order_by(User.id))
    return [Place(f"/@{name}", changed_at) for name, changed_at in rows]


def _tags(among: Any) -> list[Place]:
    query = _public("tags", select(Tag.slug, func.max(Article.updated_at))).where(among)
    rows = db.session.execute(query.group_by(Tag.id).order_by(Tag.id))
    return [Place(f"/tags/{slug}", changed_at) for slug, changed_at in rows]


READERS = {"articles": _articles, "people": _people, "tags": _tags}


def _public(kind: str, query: Any) -> Select[Any]:
    """Join what public articles are of: articles themselves, those who write, tags."""
    if kind == "people":
        query = query.select_from(User).join(Article, Article.author_id == User.id)
    elif kind == "tags":
        uses = article_tags.c
        query = query.select_from(Tag).join(article_tags, uses.tag_id == Tag.id)
        query = query.join(Article, Article.id == uses.article_id)
    else:
        query = query.select_from(Article)
    return query.where(is_public())


def _pictures(cover_key: str | None, html: str) -> tuple[str, ...]:
    found = [f"/media/{cover_key}-large.webp"] if cover_key else []
    return tuple(dict.fromkeys([*found, *_PICTURE.findall(html)]))[:MAX_PICTURES]
