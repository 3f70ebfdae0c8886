"""The order of threads."""

import pytest

from community.comments.queries import order_of, thread_page
from tests.factories import ago, make_comment


@pytest.fixture
def three(article, wen):
    """An old comment that is liked much, one of yesterday, and a new one."""
    told = (("old", 9, 5), ("middle", 2, 0), ("new", 1, 3))
    for body, days, likes in told:
        make_comment(article, by=wen.user, body=body, created_at=ago(days=days), like_count=likes)


def order_on(page):
    return [words.text for words in page.one(id="threads").all(data_words="comment")]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", ["new", "middle", "old"]),
        ("oldest", ["old", "middle", "new"]),
        ("liked", ["old", "new", "middle"]),
    ],
)
def test_threads_stand_in_the_order_asked_for(guest, article, three, order, expected):
    page = guest.visits(f"{article.url}?order={order}")
    assert order_on(page) == expected
    current = page.one("a", class_="tabs__link", aria_current="true")
    assert current["href"].split("#")[0] == f"{article.url}?order={order}"


def test_the_newest_come_first_where_nothing_is_said(guest, article, three):
    assert order_on(guest.visits(article)) == ["new", "middle", "old"]


def test_the_choice_is_remembered(guest, article, three):
    guest.visits(f"{article.url}?order=oldest")
    assert order_on(guest.visits(article)) == ["old", "middle", "new"]


def test_rubbish_is_no_order_and_is_not_remembered(guest, article, three):
    page = guest.visits(f"{article.url}?order=worst")
    assert order_on(page) == ["new", "middle", "old"]
    assert "Set-Cookie" not in page.headers


def test_the_first_wish_that_is_an_order_counts():
    assert order_of("worst", "liked") == "liked"
    assert order_of(None, None) == "newest"


def test_as_many_likes_stand_by_age(article, wen):
    ids = [make_comment(article, by=wen.user, body=f"{n}").id for n in range(3)]
    page = thread_page(article.id, None, "liked")
    assert [thread.root.id for thread in page.threads] == ids[::-1]
