"""Something to like."""

import pytest

from community.extensions import db
from tests.factories import make_article, make_comment


@pytest.fixture
def article(wen):
    return make_article(by=wen.user, title="Cats of the tea house")


@pytest.fixture
def comment(article, wen):
    return make_comment(article, by=wen.user, body="Who has a cat?")


@pytest.fixture
def under_limits(site, app_with):
    """Put people before a site that counts how often they do things; nothing is counted yet."""
    for path in site.folder.glob("limits.sqlite*"):
        path.unlink()
    app = app_with(RATE_LIMITS="on")
    yield lambda person: type(person)(app, person.user)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
