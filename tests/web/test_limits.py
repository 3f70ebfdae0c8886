"""Limits by address: five accounts behind one have not five times as much, and a school enough."""

import pytest

from community.errors import TooMany
from community.web import limits
from tests.cast import Person
from tests.factories import make_article, make_user


@pytest.mark.parametrize("name", ["like", "report", "upload"])
def test_many_accounts_share_what_an_address_may_do(app_with, monkeypatch, name):
    monkeypatch.setitem(limits.LIMITS, f"{name} address", ("3 per hour",))
    with app_with(RATE_LIMITS="on").test_request_context("/"):
        for account in range(3):
            limits.hit_both(name, account)
        with pytest.raises(TooMany):
            limits.hit_both(name, 4)


def test_an_address_comments_so_often_and_no_more(app_with, monkeypatch, wen, mei):
    monkeypatch.setitem(limits.LIMITS, "comment address", ("1 per hour",))
    there = Person(app_with(RATE_LIMITS="on"), mei.user)
    article = make_article(by=wen.user)
    there.submits(f"{article.url}/comments", body="First")
    there.submits(f"{article.url}/comments", status=429, body="Second")


def test_a_class_can_like_at_the_same_time(app_with, wen):
    there = app_with(RATE_LIMITS="on")
    article = make_article(by=wen.user)
    for number in range(12):
        pupil = Person(there, make_user(f"pupil{number}x"))
        pupil.fetches(f"{article.url}/like", liked="1")
