"""Something to like."""

import pytest

from tests.factories import make_article, make_comment


@pytest.fixture
def article(wen):
    return make_article(by=wen.user, title="Cats of the tea house")


@pytest.fixture
def comment(article, wen):
    return make_comment(article, by=wen.user, body="Who has a cat?")
