"""An article to talk under, and ways to look at the talk."""

import pytest

from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from tests.factories import make_article


@pytest.fixture
def article(wen):
    return make_article(by=wen.user, title="Cats of the tea house")


@pytest.fixture
def now_as():
    """Return a thing as the database has it now."""

    def read(thing):
        return db.session.get(type(thing), thing.id, populate_existing=True)

    return read


@pytest.fixture
def said(article):
    """Return the last comment under the article."""

    def read():
        last = db.select(Comment).filter_by(article_id=article.id).order_by(Comment.id.desc())
        return db.session.scalars(last).first()

    return read


@pytest.fixture
def count(article):
    """Return how many comments the article says it has."""

    def read():
        return db.session.get(Article, article.id, populate_existing=True).comment_count

    return read
