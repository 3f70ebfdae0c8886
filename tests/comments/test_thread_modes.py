"""One thread may be closed, slow, or read first; slow mode ends by itself."""

import time
from datetime import timedelta

import pytest
import time_machine

from community.database import now
from community.extensions import db
from community.moderation.models import LogEntry
from tests.factories import make_article, make_comment


@pytest.fixture
def article(wen):
    return make_article(by=wen.user, title="Hot tea")


def sets(lin, article, status=303, **fields):
    asked = {"mode": "", "slow_seconds": "0"} | fields
    return lin.submits(f"/moderation/articles/{article.id}/thread", status, **asked)


def says(person, article, status=303, body="A cup of tea, please."):
    return person.submits(f"{article.url}/comments", status, body=body)


def test_a_closed_thread_is_read_only_and_keeps_what_was_typed(lin, mei, guest, article):
    says(mei, article)
    sets(lin, article, mode="closed")
    page = guest.visits(article).shows("This thread is closed.", "A cup of tea, please.")
    assert not page.form(f"{article.url}/comments") and not page.all("a", rel="reply")
    assert "parent_id=" not in page.html
    says(mei, article, 403, body="One more").shows("One more", "话题已经关闭")
    sets(lin, article)
    says(mei, article, body="One more")


def test_slow_mode_says_so_and_ends_by_itself(lin, mei, article):
    sets(lin, article, slow_seconds="300", slow_hours="1")
    mei.visits(article).shows("5分钟")
    says(mei, article)
    page = says(mei, article, 429, body="And another")
    assert 290 <= int(page.headers["Retry-After"]) <= 300
    assert "And another" in page.html
    with time_machine.travel(now() + timedelta(minutes=61), tick=False):
        says(mei, article, body="And another")


def test_slow_mode_is_not_for_moderators(lin, article):
    sets(lin, article, slow_seconds="300", slow_hours="1")
    for body in ("First", "Second"):
        says(lin, article, body=body)


def test_a_thread_may_be_read_first_or_open_to_newcomers(lin, mei, tom, guest, article):
    sets(lin, article, mode="all")
    mei.visits(article).shows("每句话都要先看过")
    says(mei, article)
    guest.visits(article).lacks("A cup of tea, please.")
    sets(lin, article, mode="none")
    says(tom, article, body="Hello from Ohio")
    guest.visits(article).shows("Hello from Ohio")


@pytest.mark.parametrize(
    "fields",
    [{"mode": "burn"}, {"slow_seconds": "60"}, {"slow_seconds": "-1"}, {"slow_seconds": "90000"}]
    + [{"slow_seconds": "60", "slow_hours": "200"}, {"slow_seconds": "x"}],
)
def test_what_does_not_hold_is_said(lin, article, fields):
    assert sets(lin, article, 422, **fields).all(class_="field__errors")


def test_moderators_set_it_and_nobody_else(lin, mei, wen, guest, article):
    assert lin.visits(article).all("a", href=f"/moderation/articles/{article.id}/thread")
    for person in (mei, wen):
        sets(person, article, 403, mode="closed")
        assert "Thread settings" not in person.visits(article).html
    guest.is_sent_to_sign_in(f"/moderation/articles/{article.id}/thread", mode="closed")
    draft = make_article(by=wen.user, state="draft")
    sets(lin, draft, 404, mode="closed")


def test_what_came_faster_than_a_person_types_waits(lin, tom, article):
    sets(lin, article, mode="none")
    page = tom.visits(article)
    assert page.one("input", name="shown_at")["value"]
    long = "A long story about a kettle that held and a cup that did not. " * 4
    says(tom, article, body=long)
    lin.visits("/moderation/held").shows("Typed too fast")
    slowly = str(int((time.time() - 60) * 1000))
    tom.submits(f"{article.url}/comments", body=long + "And more.", shown_at=slowly)
    lin.visits(article).shows("And more.")


def test_words_that_were_kept_have_no_clock(tom, mei, article):
    assert not mei.visits(article).all("input", name="shown_at")
    page = tom.submits(f"{article.url}/comments", 422, body=" ")
    assert "shown_at" not in page.html or page.field("body").strip() == ""


def test_the_page_of_a_closed_thread_has_no_box_either(lin, mei, article):
    first = make_comment(article, by=mei.user)
    sets(lin, article, mode="closed")
    page = mei.visits(f"{article.url}/comments").shows("话题已经关闭")
    assert not page.all("textarea", name="body")
    page = mei.fetches(f"{article.url}/comments?parent_id={first.id}").shows("话题已经关闭")
    assert not page.all("textarea", name="body")


def test_newcomers_are_told_of_the_first_two_only_where_it_holds(lin, tom, article):
    tom.visits(article).shows("Your first two comments")
    sets(lin, article, mode="none")
    tom.visits(article).lacks("Your first two comments")


def test_each_change_is_in_the_log_once(lin, article):
    for _ in range(2):
        sets(lin, article, mode="closed")
    entry = db.session.query(LogEntry).one()
    assert (entry.action, entry.actor_id) == ("thread_changed", lin.id)
    assert entry.subject == f"article:{article.id}" and '"mode":"closed"' in entry.details


def test_slow_mode_that_is_over_is_shown_as_none(lin, article):
    sets(lin, article, slow_seconds="300", slow_hours="1")
    where = f"/moderation/articles/{article.id}/thread"
    assert lin.visits(where).shows("Slow until").field("slow_seconds") == "300"
    with time_machine.travel(now() + timedelta(minutes=61), tick=False):
        assert lin.visits(where).lacks("Slow until").field("slow_seconds") == "0"
