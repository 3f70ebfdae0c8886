"""Series: articles that are read in an order."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, column_property, mapped_column

from community.articles.models import Article
from community.database import UtcDateTime, now
from community.extensions import db


class Series(db.Model):
    """Articles that are read in an order: the parts of one story, the lessons of a course."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(500), default="")
    language: Mapped[str] = mapped_column(String(20), default="und")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    @property
    def url(self) -> str:
        return f"/series/{self.slug}"


class SeriesPart(db.Model):
    """An article's place in a series; an article stands in one series at most."""

    __tablename__ = "series_parts"
    __table_args__ = (Index("ix_series_parts_series_id_position", "series_id", "position"),)

    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)


# Read with every article, so that the page of one that stands in no series asks nothing more.
Article.series_id = column_property(
    select(SeriesPart.series_id)
    .where(SeriesPart.article_id == Article.id)
    .correlate_except(SeriesPart)
    .scalar_subquery()
)
