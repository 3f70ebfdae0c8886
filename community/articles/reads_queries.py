"""Reads of how articles are doing: by day, for one article or for all of an author's."""

from datetime import date, timedelta

from sqlalchemy import func, select

from community.accounts.models import User
from community.articles.models import Article
from community.articles.reads_models import ArticleReads
from community.database import now
from community.extensions import db


def days_back(count: int) -> list[date]:
    """Return the last days (UTC), today last."""
    today = now().date()
    return [today - timedelta(days=back) for back in reversed(range(count))]


def reads_by_day(article_ids: list[int], days: list[date]) -> dict[int, list[int]]:
    """Return article id → its reads on each of these days, in one statement."""
    found = {id_: dict.fromkeys(days, 0) for id_ in article_ids}
    if article_ids:
        rows = select(ArticleReads.article_id, ArticleReads.day, ArticleReads.count)
        rows = rows.where(ArticleReads.article_id.in_(article_ids), ArticleReads.day >= days[0])
        for id_, day, count in db.session.execute(rows):
            found[id_][day] = count
    return {id_: [counts[day] for day in days] for id_, counts in found.items()}


def all_reads_by_day(who: User, days: list[date]) -> list[int]:
    """Return how often an author's articles were read on each of these days."""
    own = select(ArticleReads.day, func.sum(ArticleReads.count)).join(
        Article, Article.id == ArticleReads.article_id
    )
    own = own.where(Article.author_id == who.id, ArticleReads.day >= days[0])
    counts = {day: int(count) for day, count in db.session.execute(own.group_by(ArticleReads.day))}
    return [counts.get(day, 0) for day in days]
