"""How one article has been doing: reads, comments and likes, by day."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select

from community.articles.reads_queries import days_back, reads_by_day
from community.comments.models import Comment
from community.database import now
from community.extensions import db
from community.likes.models import ArticleLike
from community.web.plots import Plot, column_plot

DAYS = 60
MOST_ROWS = 100_000


@dataclass(frozen=True)
class Figures:
    """The days, what was counted on each, and a plot of each count: reads, comments, likes."""

    days: list[date]
    counts: dict[str, list[int]]

    @property
    def plots(self) -> dict[str, Plot]:
        return {
            kind: column_plot([{kind: count} for count in counts])
            for kind, counts in self.counts.items()
        }

    @property
    def rows(self) -> list[tuple[date, int, int, int]]:
        """The days on which something happened, the last first."""
        found = zip(self.days, *self.counts.values(), strict=True)
        return [row for row in found if any(row[1:])][::-1]


def figures_of(article_id: int) -> Figures:
    """Return the figures of an article, days in UTC, in three statements."""
    days = days_back(DAYS)
    comments = select(Comment.created_at).where(
        Comment.article_id == article_id, Comment.state == "published"
    )
    likes = select(ArticleLike.created_at).where(ArticleLike.article_id == article_id)
    return Figures(
        days,
        {
            "reads": reads_by_day([article_id], days)[article_id],
            "comments": _by_day(comments, Comment.created_at, days),
            "likes": _by_day(likes, ArticleLike.created_at, days),
        },
    )


def _by_day(moments: Any, column: Any, days: list[date]) -> list[int]:
    since = datetime.combine(days[0], time(), UTC)
    found = db.session.scalars(
        moments.where(column >= since, column <= now()).order_by(column.desc()).limit(MOST_ROWS)
    )
    counts = Counter(moment.date() for moment in found)
    return [counts[day] for day in days]
