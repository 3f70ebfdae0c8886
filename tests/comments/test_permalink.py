"""The permanent link of a comment."""

import pytest

from tests.comments.talk import talk
from tests.factories import ago, make_article, make_comment


def location(person, comment):
    return person.visits(comment.url, status=303).location


def test_it_leads_to_the_place_on_the_page(guest, article, mei):
    comment = make_comment(article, by=mei.user)
    assert location(guest, comment) == f"{article.url}#comment-{comment.id}"


def test_it_is_the_time_of_the_comment(guest, article, mei):
    comment = make_comment(article, by=mei.user)
    link = guest.visits(article).comment(comment).one("a", class_="comment__time")
    assert link["href"] == comment.url


def test_it_opens_a_later_page(guest, article, mei):
    first = talk(article, mei.user, 52)[0]
    assert location(guest, first) == f"{article.url}?at={first.id}#comment-{first.id}"
    page = guest.visits(first)
    page.comment(first)
    assert page.all("a", href=f"{article.url}#comments")


def test_it_follows_the_order_that_is_remembered(guest, article, mei):
    last = talk(article, mei.user, 52)[-1]
    guest.visits(f"{article.url}?order=oldest")
    assert location(guest, last) == f"{article.url}?at={last.id}#comment-{last.id}"
    guest.visits(last).comment(last)


def test_deep_in_a_thread_its_parents_are_visible(guest, article, mei, wen):
    root = make_comment(article, by=wen.user, created_at=ago(days=60))
    parent = make_comment(
        article, by=mei.user, body="Parent", parent_id=root.id, created_at=ago(days=50)
    )
    replies = talk(article, wen.user, 60, parent_id=root.id)
    deep = make_comment(article, by=mei.user, body="Deep", parent_id=parent.id)
    page = guest.visits(deep)
    for one in (root, parent, deep):
        page.comment(one)
    assert not page.all(id=f"comment-{replies[0].id}")
    page.shows("Show 60 earlier replies")


def test_a_reply_brings_its_thread(guest, article, mei, wen):
    old = make_comment(article, by=wen.user, created_at=ago(days=90))
    reply = make_comment(article, by=mei.user, parent_id=old.id)
    talk(article, wen.user, 51)
    page = guest.visits(reply)
    page.comment(old)
    page.comment(reply)


@pytest.mark.parametrize("number", ["4711", "0", str(2**31), str(2**70)])
def test_what_is_not_there_is_404(guest, article, number):
    guest.visits(f"/comments/{number}", status=404)


def test_what_waits_is_only_there_for_its_writer(guest, mei, tom, article):
    held = make_comment(article, by=tom.user)
    guest.visits(held, status=404)
    mei.visits(held, status=404)
    tom.visits(held).comment(held)


def test_a_moderator_finds_it_on_the_desk(lin, tom, article):
    held = make_comment(article, by=tom.user)
    assert location(lin, held) == f"/moderation/held#comment-{held.id}"


def test_under_an_article_that_is_not_public_it_is_404(guest, mei, wen):
    hidden = make_article(by=wen.user)
    comment = make_comment(hidden, by=mei.user)
    hidden.state = "draft"
    guest.visits(comment, status=404)


@pytest.mark.parametrize("at", ["4711", "x", "-1", str(2**31), str(2**70)])
def test_a_page_that_begins_at_nothing_begins_at_the_first(guest, article, mei, at):
    comment = make_comment(article, by=mei.user)
    guest.visits(f"{article.url}?at={at}").comment(comment)


def test_a_page_cannot_begin_at_what_is_hidden(guest, tom, article):
    held = make_comment(article, by=tom.user, body="Only for the desk")
    page = guest.visits(f"{article.url}?at={held.id}")
    page.lacks("Only for the desk", f"comment-{held.id}")


def test_a_page_cannot_begin_at_a_comment_elsewhere(guest, mei, wen, article):
    other = make_comment(make_article(by=wen.user), by=mei.user, body="Elsewhere")
    guest.visits(f"{article.url}?at={other.id}").lacks("Elsewhere")
