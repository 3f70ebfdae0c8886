"""How often articles are read."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community.extensions import db


class ArticleReads(db.Model):
    """How often an article was read on one day (UTC): views by people, nobody's name kept."""

    __tablename__ = "article_reads"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
