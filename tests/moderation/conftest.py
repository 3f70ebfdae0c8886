"""A thread to keep the peace in."""

import pytest

from community.comments.models import Comment
from community.extensions import db
from tests.factories import make_article, make_comment


@pytest.fixture
def article(wen):
    return make_article(by=wen.user, title="Cats of the tea house")


@pytest.fixture
def rude(article, mei):
    """A comment that breaks a rule."""
    return make_comment(article, by=mei.user, body="You people know nothing about tea.")


@pytest.fixture
def state_of():
    """Return the state of a comment as the database has it."""

    def read(comment):
        return db.session.get(Comment, comment.id, populate_existing=True).state

    return read
