"""Articles on the same matters as another: those that share tags with it."""

from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, func, select, union_all

from community.articles.cards import CardRow
from community.articles.models import Article, article_tags
from community.articles.queries import NEWEST_FIRST, found_first, read_cards, select_cards
from community.database import UtcDateTime, now

# How many of the newest articles of each tag are weighed.
WEIGHED = 100


def related(article: Article, limit: int = 4) -> list[CardRow]:
    """Return public articles that share tags with this one, those of rare tags first.

    A tag weighs 1 divided by the number of other articles that have it. Nothing shared: no rows.
    """
    if not article.tags:
        return []
    tags = {f"tag_{number}": tag.id for number, tag in enumerate(article.tags)}
    asked = {"article_id": article.id, "moment": now(), "limit": limit, **tags}
    return read_cards(_sharing(len(article.tags)), asked)


@cache
def _sharing(tag_count: int) -> Select[*tuple[Any, ...]]:
    """Select the cards of what shares so many tags. Building it anew would cost more than running it."""
    tagged = union_all(*(_last_with(f"tag_{number}") for number in range(tag_count))).subquery()
    uses = func.count().over(partition_by=tagged.c.tag_id).label("uses")
    moment = bindparam("moment", type_=UtcDateTime)
    is_public = and_(Article.state == "published", Article.published_at <= moment)
    shared = select(Article.id, uses).select_from(tagged)
    shared = shared.join(Article, and_(Article.id == tagged.c.article_id, found_first(is_public)))
    each = shared.subquery()
    weight = func.sum(1.0 / each.c.uses).label("weight")
    weighed = select(each.c.id, weight).group_by(each.c.id).subquery()
    query = select_cards().join(weighed, weighed.c.id == Article.id)
    query = query.order_by(weighed.c.weight.desc(), *NEWEST_FIRST)
    return query.limit(bindparam("limit", type_=Integer))


def _last_with(name: str) -> Select[*tuple[Any, ...]]:
    """Select the articles that had a tag last, but the one in question."""
    tag_id, ids = article_tags.c.tag_id, article_tags.c.article_id
    last = select(tag_id, ids).where(tag_id == bindparam(name, type_=Integer))
    others = last.where(ids != bindparam("article_id", type_=Integer))
    return others.order_by(ids.desc()).limit(WEIGHED).subquery().select()
