"""Long talks: page by page, with script and without, and never costing more than two statements."""

import pytest

from community.comments.queries import more_replies, thread_page
from community.database import encode_cursor
from tests.comments.talk import talk
from tests.factories import ago, make_comment


@pytest.fixture
def long(article, wen):
    return talk(article, wen.user, 53)


@pytest.fixture
def deep(article, wen):
    """A comment with 53 replies."""
    root = make_comment(article, by=wen.user, body="Count!", created_at=ago(days=60))
    return root, talk(article, wen.user, 53, parent_id=root.id)


def places_on(page):
    return [int(one["id"].removeprefix("comment-")) for one in page.all("article", data_state=True)]


def test_without_script_the_next_page_follows(guest, article, long):
    page = guest.visits(article)
    assert places_on(page) == [one.id for one in long[:2:-1]]
    link = page.one("a", rel="next")
    following = guest.visits(link["href"])
    assert places_on(following) == [one.id for one in long[2::-1]]
    assert following.all("a", href=f"{article.url}#comments")


@pytest.mark.parametrize("order", ["newest", "oldest", "liked"])
def test_no_comment_is_left_out_in_any_order(article, long, order):
    first = thread_page(article.id, None, order)
    second = thread_page(article.id, None, order, first.next_cursor)
    assert sorted(first.comment_ids + second.comment_ids) == [one.id for one in long]
    assert second.next_cursor == ""


def test_with_script_the_fragment_is_appended(guest, article, long):
    link = guest.visits(article).one("a", rel="next")
    part = guest.fetches(link["data-url"])
    assert places_on(part) == [one.id for one in long[2::-1]]
    assert not part.all("h1")
    assert not part.all("a", rel="next")


@pytest.mark.parametrize(
    "cursor",
    ["rubbish", "W10", encode_cursor("x", 1), encode_cursor(1, 1), encode_cursor(1, 2**62)],
)
def test_rubbish_is_the_first_page(guest, article, long, cursor):
    part = guest.visits(f"{article.url}?after={cursor}")
    assert len(places_on(part)) == 50
    guest.fetches(f"{article.url}/comments?after={cursor}&order=liked")


def test_a_thread_shows_fifty_replies_and_how_many_more(guest, article, deep):
    root, replies = deep
    page = guest.visits(article)
    assert places_on(page) == [root.id] + [one.id for one in replies[:50]]
    page.shows("Show 3 more replies")


def test_without_script_more_replies_stand_on_a_page(guest, article, deep):
    root, replies = deep
    link = guest.visits(article).one("a", data_target=f"#replies-{root.id}")
    page = guest.visits(link["href"])
    assert places_on(page) == [root.id] + [one.id for one in replies[50:]]
    page.shows("Show 50 earlier replies")


def test_with_script_more_replies_are_appended(guest, article, deep):
    root, replies = deep
    link = guest.visits(article).one("a", data_target=f"#replies-{root.id}")
    assert places_on(guest.fetches(link["data-url"])) == [one.id for one in replies[50:]]


def test_replies_go_on_window_by_window(article, wen):
    root = make_comment(article, by=wen.user)
    ids = [one.id for one in talk(article, wen.user, 103, parent_id=root.id)]
    first = more_replies(article.id, root.id, None)
    assert (first.comment_ids, first.more) == (ids[:50], 53)
    second = more_replies(article.id, root.id, None, first.next_cursor)
    assert (second.comment_ids, second.next_id) == (ids[50:100], ids[100])


def test_a_fragment_marks_what_its_reader_likes(mei, article, long):
    mei.submits(f"{long[0].url}/like", liked="1")
    link = mei.visits(article).one("a", rel="next")
    place = mei.fetches(link["data-url"]).comment(long[0])
    assert place.one("button", class_="reaction")["aria-pressed"] == "true"


def test_other_threads_are_left_alone(guest, article, deep, wen):
    other = make_comment(article, by=wen.user)
    part = guest.fetches(f"{article.url}/comments?thread={other.id}")
    assert places_on(part) == []


def test_two_statements_however_many(article, deep, long, statements, mei):
    with statements() as asked:
        page = thread_page(article.id, mei.user, "oldest")
    assert len(page.comment_ids) == 100
    assert len([one for one in asked if "FROM comments" in one]) == 2, asked
