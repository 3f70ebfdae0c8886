"""A writer, readers who want letters, and a mail server."""

import pytest

from community.extensions import db
from community.newsletters import actions
from community.newsletters.carrying import carry_some
from community.newsletters.models import Delivery, Subscription
from tests.factories import kept, make_article, make_user
from tests.newsletters.mail_server import MailServer


@pytest.fixture
def article(wen):
    return make_article(by=wen.user, title="Tea in the rain", body="It **rained** all day.")


@pytest.fixture
def wants(wen):
    """Have people want letters of wen: `wants(mei, tom, frequency="daily")`."""

    def want(*people, frequency="each", of=wen):
        for person in people:
            actions.choose(getattr(person, "user", person), of and of.user, frequency)
        kept(person)

    return want


@pytest.fixture
def readers(wants):
    """Make so many readers who want letters of wen."""

    def make(count):
        people = [make_user(f"reader{number}") for number in range(count)]
        wants(*people)
        return people

    return make


@pytest.fixture
def send(wen):
    """Send an article as a letter, and carry it as far as one can at once."""

    def send(article, app=None):
        actions.send_article(article)
        db.session.commit()
        carry_all(app)

    return send


@pytest.fixture
def post_office():
    """A mail server of the test's own."""
    server = MailServer()
    server.controller.start()
    yield server
    server.controller.stop()


@pytest.fixture
def by_post(post_office, app_with):
    """The site with that mail server."""
    return app_with(MAIL_URL=post_office.address)


def carry_all(app=None):
    db.session.commit()
    if app is None:
        while carry_some():
            pass
        return
    with app.app_context():
        try:
            while carry_some():
                pass
        finally:
            db.session.remove()


def deliveries():
    db.session.commit()
    return list(db.session.query(Delivery).order_by(Delivery.id).populate_existing())


def subscriptions():
    db.session.commit()
    return list(db.session.query(Subscription).order_by(Subscription.id).populate_existing())
