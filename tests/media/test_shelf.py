"""One's own pictures: seen together, and said what they show."""

import pytest

from community.extensions import db
from community.media.actions import add_picture
from community.media.models import Picture
from community.media.routes import PER_PAGE
from tests.factories import kept
from tests.media.pictures import picture


@pytest.fixture
def tea(wen):
    """A picture of Wen's that nobody has described yet."""
    return kept(add_picture(picture((60, 40)), by=wen.user))


def test_one_sees_ones_own_pictures(wen, mei, tea):
    kept(add_picture(picture((60, 40)), by=mei.user, alt="Mei's cat"))
    page = wen.visits("/media").shows("Not described yet").lacks("Mei's cat")
    assert page.one("img", loading="lazy")["src"] == tea.url("small")


def test_one_says_what_a_picture_shows(wen, tea):
    wen.submits(tea.page_url, alt="Two cups [of] tea")
    assert db.session.get(Picture, tea.id).alt == "Two cups [of] tea"
    wen.visits(tea.page_url).shows(f"![Two cups of tea]({tea.url('large')})")
    wen.visits("/media").shows("Two cups [of] tea")


def test_too_much_is_said_and_kept(wen, tea):
    page = wen.submits(tea.page_url, 422, alt="x" * 501)
    assert page.one("input", name="alt")["value"] == "x" * 501
    assert tea.alt == ""


def test_nobody_elses_picture_is_shown(mei, guest, tea):
    mei.visits(tea.page_url, 404)
    mei.submits(tea.page_url, 404, alt="mine")
    guest.is_sent_to_sign_in(tea.page_url)
    guest.is_sent_to_sign_in(tea.page_url, alt="mine")
    assert tea.alt == ""


def test_older_ones_are_on_the_next_page(wen):
    row = {"owner_id": wen.user.id, "width": 1, "height": 1}
    db.session.add_all(Picture(key=f"{n:024x}", **row) for n in range(PER_PAGE + 1))
    db.session.commit()
    page = wen.visits("/media")
    assert len(page.all("img", loading="lazy")) == PER_PAGE
    older = wen.visits(page.one("a", rel="next")["href"])
    assert len(older.all("img", loading="lazy")) == 1
    wen.visits("/media?page=rubbish")
