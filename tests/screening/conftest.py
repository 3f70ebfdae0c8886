"""An article to write under, and a screening service on this machine."""

from collections.abc import Iterator

import pytest

from tests.factories import make_article
from tests.screening.listener import Listener


@pytest.fixture
def article(wen):
    return make_article(by=wen.user, title="Cats of the tea house")


@pytest.fixture
def listener() -> Iterator[Listener]:
    there = Listener()
    yield there
    there.close()
