"""The address of an article: made from its title, kept once it is public, never used twice."""

import re

from flask_babel import lazy_gettext as _l

from community.articles.models import Article, OldSlug
from community.articles.queries import taken_slugs
from community.errors import Refused
from community.extensions import db
from community.text.slugs import MAX_SLUG, numbered, slugify

# Addresses of the editor below /articles/.
RESERVED = frozenset({"preview"})
# A number at the end may shorten the slug by so much.
ROOM_FOR_NUMBER = 8


def slug_for(title: str, article_id: int | None = None) -> str:
    """Return a free slug for a title, with a number where others have had it."""
    wanted = slugify(title)
    start = wanted[: MAX_SLUG - ROOM_FOR_NUMBER]
    return numbered(wanted, taken_slugs(start, besides=article_id) | RESERVED)


def new_slug(article: Article, wish: str, title: str) -> str:
    """Return the slug that an article gets with a new title, or at its author's wish.

    Raises Refused if the wish is somebody else's.
    """
    if wish and slugify(wish) != article.slug:
        wanted = slugify(wish)
        if wanted in taken_slugs(wanted, besides=article.id) | RESERVED:
            raise Refused(_l("Another article has this address."), "slug")
        return wanted
    if article.published_at is None and title != article.title and _follows_title(article):
        return slug_for(title, article.id)
    return article.slug


def move(article: Article, slug: str) -> None:
    """Give an article another address; if it ever had readers, the old one leads there."""
    if slug == article.slug:
        return
    if article.published_at is not None:
        db.session.add(OldSlug(slug=article.slug, article_id=article.id))
    if returned := db.session.get(OldSlug, slug):
        db.session.delete(returned)
    article.slug = slug


def _follows_title(article: Article) -> bool:
    """Tell whether the slug came from the title rather than from a wish."""
    made = re.escape(slugify(article.title)[: MAX_SLUG - ROOM_FOR_NUMBER])
    return re.match(made, article.slug) is not None
