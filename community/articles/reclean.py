"""Rendering stored words anew once the cleaner has changed."""

from sqlalchemy import select

from community.articles.models import Article
from community.articles.rendering import render
from community.extensions import db
from community.text.markup import VERSION


def reclean(limit: int = 50) -> int:
    """Render some articles whose HTML an older cleaner made; return how many. Zero: all is new."""
    query = select(Article).where(Article.html_version != VERSION).order_by(Article.id).limit(limit)
    articles = db.session.scalars(query).all()
    render(*articles)
    db.session.flush()
    return len(articles)
