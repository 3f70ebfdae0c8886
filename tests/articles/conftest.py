"""What the stories about articles begin with."""

import io

import pytest
from flask import Flask
from PIL import Image

from community.articles import actions
from community.articles.models import Article
from community.media.actions import add_picture
from community.media.models import Picture
from tests.cast import Person
from tests.factories import kept, make_article, make_user


@pytest.fixture
def yan(app: Flask) -> Person:
    """Yan is another author."""
    return Person(app, make_user("yan", role="author"))


@pytest.fixture
def draft(wen: Person) -> Article:
    """A draft of Wen's."""
    words = {"title": "Tea for two", "body": "Put the *kettle* on.", "summary": "On kettles."}
    return kept(actions.write(by=wen.user, **words, tags=["tea", "kettles"]))


@pytest.fixture
def article(wen: Person) -> Article:
    """An article of Wen's that is public since yesterday."""
    return make_article(by=wen.user, title="A public house", body="Come **in**.")


@pytest.fixture
def jpeg() -> bytes:
    """A small photograph."""
    file = io.BytesIO()
    Image.new("RGB", (640, 480), (180, 90, 40)).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def picture(wen: Person, jpeg: bytes) -> Picture:
    """A picture that Wen brought."""
    return kept(add_picture(jpeg, by=wen.user, alt="A brown wall"))
