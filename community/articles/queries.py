"""Reads of articles. A page of cards is one statement, and key-set: it costs the same anywhere."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    or_,
    select,
    true,
    tuple_,
)

from community.accounts.models import User
from community.articles.cards import COLUMNS, CardPage, CardRow
from community.articles.models import Article, Tag, article_tags
from community.articles.team_models import Contribution
from community.database import decode_cursor, encode_cursor, now
from community.errors import NotFound
from community.extensions import db

PAGE = 20
# From how many uses a tag is common.
COMMON = 1000
NEWEST_FIRST = (Article.published_at.desc(), Article.id.desc())


def is_public(before: datetime | None = None) -> ColumnElement[bool]:
    """Hold for what everyone may read now, or had been able to read before a moment."""
    until = min(before, now()) if before else now()
    return and_(Article.state == "published", Article.published_at <= until)


def visible_to(who: User | None) -> ColumnElement[bool]:
    """Hold for what this reader may open: what is public, one's own, and by role what was removed."""
    if who is None:
        return is_public()
    if who.role == "admin":
        return true()
    own = or_(Article.author_id == who.id, _is_with(who))
    if who.is_moderator:
        return or_(is_public(), own, Article.state == "removed", Article.held_by != "")
    return or_(is_public(), own)


def _is_with(who: User) -> ColumnElement[bool]:
    """Hold for what somebody writes with its author, or is asked to."""
    with_others = (Contribution.article_id == Article.id, Contribution.user_id == who.id)
    return exists().where(*with_others)


def by_slug(slug: str, who: User | None, *, whole: bool = False) -> Article:
    """Return the article at this address; a whole one with byline and tags. Raises NotFound."""
    if "\x00" in slug:
        raise NotFound
    article = db.session.scalar(select(Article).where(Article.slug == slug, visible_to(who)))
    if article is None:
        raise NotFound
    if whole:
        # Here, so that no template has to ask; one by one costs half of what `selectinload` does.
        _ = article.tags, article.credits
        _ = article.contribution_count and article.contributions
    return article


def by_id(article_id: int | None, who: User | None) -> Article:
    """Return the article with this id. Raises NotFound."""
    article = db.session.scalar(select(Article).where(Article.id == article_id, visible_to(who)))
    if article is None:
        raise NotFound
    return article


def newest(
    after: str | None = None,
    limit: int = PAGE,
    *,
    tag: Tag | None = None,
    kind: str | None = None,
    author: User | None = None,
    without: Collection[int] = (),
) -> CardPage:
    """Return the newest public articles, of one tag, kind or author; `after` is a page's cursor."""
    query = only_newest(select_cards(), after, tag=tag, kind=kind, author=author)
    if without:
        query = query.where(Article.id.not_in(without))
    cards = read_cards(query.limit(limit + 1))
    last = cards[limit - 1] if len(cards) > limit else None
    return CardPage(cards[:limit], encode_cursor(last.published_at, last.id) if last else None)


def only_newest(
    query: Select[Any],
    after: str | None = None,
    *,
    tag: Tag | None = None,
    kind: str | None = None,
    author: User | None = None,
) -> Select[Any]:
    """Narrow a statement on articles to the public ones of one tag, kind or author, newest first."""
    place = decode_cursor(after, datetime, int)
    public = is_public(before=place[0] if place else None)
    query = query.where(_of_tag(tag, public) if tag else public)
    if kind is not None:
        query = query.where(Article.kind == kind)
    if author is not None:
        query = query.where(Article.author_id == author.id)
    if place:
        query = query.where(tuple_(Article.published_at, Article.id) < tuple(place))
    return query.order_by(*NEWEST_FIRST)


def featured(limit: int = 1) -> list[CardRow]:
    """Return what an admin has put forward, the latest choice first."""
    query = select_cards().where(Article.featured_at.is_not(None), found_first(is_public()))
    return read_cards(query.order_by(Article.featured_at.desc(), Article.id.desc()).limit(limit))


def cards_of(ids: Collection[int], who: User | None) -> list[CardRow]:
    """Return the cards of these articles that this reader may open, in the order of the ids."""
    if not ids:
        return []
    cards = read_cards(select_cards().where(Article.id.in_(ids), visible_to(who)))
    found = {card.id: card for card in cards}
    return [found[id_] for id_ in ids if id_ in found]


def tag_by_slug(slug: str) -> Tag | None:
    return db.session.scalar(select(Tag).where(Tag.slug == slug))


def select_cards() -> Select[*tuple[Any, ...]]:
    return select(*COLUMNS).join(Article.author).outerjoin(Article.cover)


def read_cards(
    query: Select[*tuple[Any, ...]], asked: dict[str, Any] | None = None
) -> list[CardRow]:
    return [CardRow(*row) for row in db.session.execute(query, asked)]


def _of_tag(tag: Tag, public: ColumnElement[bool]) -> ColumnElement[bool]:
    """Hold for public articles of a tag.

    Those of a common tag are soon met among the newest; those of a rare one are looked up and sorted.
    """
    uses = select(article_tags.c.article_id).where(article_tags.c.tag_id == tag.id)
    counted = select(func.count()).select_from(uses.limit(COMMON).subquery())
    if db.session.scalar(counted) == COMMON:
        return and_(public, uses.where(article_tags.c.article_id == Article.id).exists())
    return and_(found_first(public), Article.id.in_(uses))


def found_first(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Keep a condition from being what rows are looked for by.

    SQLite would rather read all public articles in order than the few that something else names.
    """
    return case((condition, true()), else_=false())
