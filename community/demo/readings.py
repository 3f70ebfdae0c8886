"""How often the pieces of the story have been read, day by day: much at first, less and less after."""

from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import func, insert, select, update

from community.articles.models import Article
from community.articles.queries import is_public
from community.articles.reads_models import ArticleReads
from community.demo.clock import Clock
from community.extensions import db

# Of a hundred who read, so many leave a like.
LIKES_PERCENT = 4
KEPT_EACH_DAY = 0.72
MOST_DAYS = 60


def add_readings(clock: Clock) -> None:
    """Write down the reads of every public piece; likes say how many there were in all."""
    found = select(Article.id, Article.published_at, Article.like_count).where(is_public())
    today = clock.now.date()
    rows = [
        {"article_id": row.id, "day": day, "count": count}
        for row in db.session.execute(found)
        for day, count in _days(row.id, row.published_at.date(), today, row.like_count)
    ]
    if not rows:
        return
    db.session.execute(insert(ArticleReads), rows)
    read = select(func.sum(ArticleReads.count)).where(ArticleReads.article_id == Article.id)
    counted: Any = func.coalesce(read.scalar_subquery(), 0)
    db.session.execute(
        update(Article).values(read_count=counted),
        execution_options={"synchronize_session": False},
    )


def _days(article_id: int, first: date, today: date, likes: int) -> list[tuple[date, int]]:
    chance = Random(article_id)
    days = min((today - first).days + 1, MOST_DAYS)
    left = (likes + 1) * 100 / LIKES_PERCENT * (1 - KEPT_EACH_DAY)
    counts = []
    for number in range(days):
        counts.append((first + timedelta(days=number), round(left * chance.uniform(0.6, 1.4)) + 1))
        left *= KEPT_EACH_DAY
    return counts
