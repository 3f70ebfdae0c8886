"""Publishing at a moment that lies ahead."""

from datetime import UTC, datetime, timedelta

import pytest

from community.articles import publishing
from community.articles.forms import local_text, read_moment, zone_of
from community.articles.queries import newest
from community.database import now
from community.errors import Refused
from community.extensions import db
from tests.articles.test_revise import edit, fresh
from tests.factories import ago

SOON = now() + timedelta(days=2)


def local(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


def test_it_waits_for_its_moment(wen, guest, draft):
    page = wen.submits(edit(draft), action="schedule", publish_at=SOON.isoformat())
    page.shows("It will be published at the time you chose.")
    guest.visits(draft, status=404)
    assert newest().cards == []
    assert fresh(draft).is_scheduled
    wen.visits(draft).shows("This will be published on")


def test_it_is_there_when_the_moment_has_come(wen, guest, draft):
    wen.submits(edit(draft), action="schedule", publish_at=SOON.isoformat())
    fresh(draft).published_at = ago(seconds=1)
    db.session.commit()
    guest.visits(draft).shows("Put the kettle on.")
    assert len(newest().cards) == 1


def test_a_moment_without_a_zone_is_the_author_s(wen, draft):
    wen.user.timezone = "Asia/Shanghai"
    db.session.commit()
    noon = SOON.replace(hour=12, minute=0, second=0, microsecond=0)
    page = wen.submits(edit(draft), action="schedule", publish_at=local(noon))
    assert fresh(draft).published_at == noon - timedelta(hours=8)
    assert page.field("publish_at") == local(noon)
    page.shows("Asia/Shanghai")


def test_without_a_zone_it_is_utc(wen, draft):
    wen.submits(edit(draft), action="schedule", publish_at=local(SOON))
    assert fresh(draft).published_at == SOON.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "tomorrow",
        "2020-01-01T00:00",
        "9999-12-31T23:59",
        "0001-01-01T00:00+14:00",
        "2026-13-01T00:00",
        "<script>",
        "1" * 5000,
    ],
)
def test_a_moment_that_is_none_is_refused(wen, draft, moment):
    page = wen.submits(edit(draft), status=422, action="schedule", publish_at=moment, body="Kept")
    page.complains("publish_at")
    assert page.field("body") == "Kept"
    assert fresh(draft).is_draft


def test_new_articles_can_be_scheduled(wen, guest):
    fields = {"title": "Later", "body": "Patience", "publish_at": SOON.isoformat()}
    page = wen.submits("/write", action="schedule", **fields)
    assert page.path == "/articles/later/edit"
    guest.visits("/articles/later", status=404)


def test_the_moment_can_be_moved_and_taken_back(wen, draft):
    wen.submits(edit(draft), action="schedule", publish_at=SOON.isoformat())
    later = SOON + timedelta(days=1)
    wen.submits(edit(draft), action="schedule", publish_at=later.isoformat())
    assert fresh(draft).published_at == later
    wen.submits(edit(draft), action="unpublish")
    assert (fresh(draft).state, draft.published_at) == ("draft", None)


def test_what_waits_can_be_published_now(wen, guest, draft):
    wen.submits(edit(draft), action="schedule", publish_at=SOON.isoformat())
    wen.submits(edit(draft), action="publish")
    guest.visits(draft).shows("Put the kettle on.")


def test_saving_the_words_keeps_the_moment(wen, draft):
    wen.submits(edit(draft), action="schedule", publish_at=SOON.isoformat())
    wen.submits(edit(draft), body="Other words", action="save")
    assert fresh(draft).published_at == SOON


def test_what_is_public_is_not_scheduled(wen, article):
    page = wen.submits(edit(article), status=422, action="schedule", publish_at=SOON.isoformat())
    page.complains("publish_at")
    with pytest.raises(Refused):
        publishing.publish(article, by=wen.user, at=SOON)


def test_moments_are_read_in_many_forms():
    zone = zone_of(type("Author", (), {"timezone": "Asia/Taipei"})())
    noon = datetime(2027, 1, 2, 4, 0, tzinfo=UTC)
    for text in ("2027-01-02T12:00", "2027-01-02 12:00:00", "2027-01-02T04:00Z", "20270102T1200"):
        assert read_moment(text, zone) == noon


def test_a_zone_that_is_none_is_utc():
    assert zone_of(type("Author", (), {"timezone": "Middle/Earth"})()).key == "UTC"


def test_no_moment_is_an_empty_field(wen):
    assert local_text(None, wen.user) == ""


def test_a_guest_and_a_stranger_may_not(guest, yan, article):
    guest.is_sent_to_sign_in(edit(article), action="schedule", publish_at=SOON.isoformat())
    yan.submits(edit(article), status=403, action="schedule", publish_at=SOON.isoformat())
