"""The address of an article: made from its title, kept once it is public, never used twice."""

import re

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, union_all
from sqlalchemy.exc import IntegrityError

from community.accounts.models import User
from community.articles.models import Article, OldSlug
from community.articles.queries import visible_to
from community.errors import Refused
from community.extensions import db
from community.text.slugs import MAX_SLUG, numbered, slugify

# Addresses of the editor below /articles/.
RESERVED = frozenset({"preview"})
# A number at the end may shorten the slug by so much.
ROOM_FOR_NUMBER = 8
TAKEN = _l("Another article has this address.")


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
            raise Refused(TAKEN, "slug")
        return wanted
    if article.published_at is None and title != article.title and _follows_title(article):
        return slug_for(title, article.id)
    return article.slug


def move(article: Article, slug: str) -> None:
    """Give an article another address; if it ever had readers, the old one leads there.

    Raises Refused if somebody else took it in the same moment.
    """
    if slug == article.slug:
        return
    try:
        with db.session.begin_nested():
            if article.published_at is not None:
                db.session.add(OldSlug(slug=article.slug, article_id=article.id))
            if returned := db.session.get(OldSlug, slug):
                db.session.delete(returned)
            article.slug = slug
    except IntegrityError as error:
        raise Refused(TAKEN, "slug") from error


def moved_to(slug: str, who: User | None = None) -> str | None:
    """Return the present slug of the visible article that once had this one, or None."""
    if "\x00" in slug:
        return None
    return db.session.scalar(
        select(Article.slug)
        .join(OldSlug, OldSlug.article_id == Article.id)
        .where(OldSlug.slug == slug, visible_to(who))
    )


def taken_slugs(start: str, besides: int | None) -> set[str]:
    """Return the slugs beginning so that other articles have or once had."""
    present = select(Article.slug).where(Article.id.is_distinct_from(besides))
    former = select(OldSlug.slug).where(OldSlug.article_id.is_distinct_from(besides))
    return set(
        db.session.scalars(
            union_all(
                present.where(Article.slug.startswith(start, autoescape=True)),
                former.where(OldSlug.slug.startswith(start, autoescape=True)),
            )
        )
    )


def _follows_title(article: Article) -> bool:
    """Tell whether the slug came from the title rather than from a wish."""
    made = re.escape(slugify(article.title)[: MAX_SLUG - ROOM_FOR_NUMBER])
    return re.match(made, article.slug) is not None
