"""A piece of background work as its owner sees it."""

import pytest

from community.extensions import db
from community.jobs import actions
from community.jobs.models import Job
from tests.factories import kept


@pytest.fixture
def job(wen):
    return kept(actions.begin("import", by=wen.user, total=200))


def test_it_waits_for_its_turn(wen, job):
    page = wen.visits(job.url).shows("It waits for its turn.")
    assert page.headers["Refresh"] == "2"


def test_it_says_how_far_it_is(wen, job):
    actions.start(job.id, total=200)
    actions.progress(job.id, 50)
    page = wen.visits(job.url).shows("50 of 200")
    assert page.one("progress")["value"] == "25"


def test_it_says_when_it_is_done_and_asks_no_more(wen, job):
    actions.finish(job.id, articles=3)
    page = wen.visits(job.url).shows("Done.")
    assert "Refresh" not in page.headers
    assert db.session.get(Job, job.id).result == {"articles": 3}


def test_it_says_why_it_failed(wen, job):
    actions.fail(job.id, "The file is broken in line 12.")
    wen.visits(job.url).shows("The file is broken in line 12.")


def test_nobody_else_sees_it_but_admins(job, mei, guest, ada):
    mei.visits(job.url, 404)
    guest.visits(job.url, 303)
    ada.visits(job.url)
