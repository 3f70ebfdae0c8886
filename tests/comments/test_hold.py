"""What is held, removed or let through: who sees it, and what is counted."""

import pytest

from community import facts
from community.comments import states
from community.extensions import db
from tests.factories import kept, make_comment


@pytest.fixture
def heard():
    """The ids of the comments that listeners were told were published."""
    ids = []

    def listen(_sender, comment_id):
        ids.append(comment_id)

    with facts.comment_published.connected_to(listen):
        yield ids


def test_its_writer_sees_it_in_place(tom, article):
    held = make_comment(article, by=tom.user, body="Hello from Ohio")
    page = tom.visits(article)
    page.shows("Hello from Ohio", "Waiting for review")
    assert page.comment(held)["data-state"] == "held"


def test_nobody_else_sees_it(guest, mei, wen, lin, tom, article):
    held = make_comment(article, by=tom.user, body="Hello from Ohio")
    for person in (guest, mei, wen, lin):
        person.visits(article).lacks("Hello from Ohio", f"comment-{held.id}")


def test_let_through_it_is_there_and_counted_once(guest, tom, article, now_as, count, heard):
    held = make_comment(article, by=tom.user, body="Hello from Ohio")
    for _ in range(2):
        states.approve(held)
        kept(held)
    guest.visits(article).shows("Hello from Ohio")
    assert (count(), tom.user.approved_comment_count, heard) == (1, 1, [held.id])


def test_removed_it_keeps_its_place_and_names_the_rule(guest, mei, article, count):
    bad = make_comment(article, by=mei.user, body="You fools")
    states.remove(bad, rule="kind")
    states.remove(bad, rule="kind")
    place = guest.visits(article).lacks("You fools").comment(bad)
    assert place["data-state"] == "removed"
    assert place.one("a")["href"] == "/rules#rule-kind"
    assert "mei" not in place.text
    assert count() == 0


def test_held_again_it_leaves_no_name_but_its_replies_stay(guest, mei, lin, article, now_as):
    root = make_comment(article, by=mei.user, body="Is it true?")
    reply = make_comment(article, by=lin.user, body="It is", parent_id=root.id)
    states.hold(root, check="moderator")
    page = guest.visits(article).lacks("Is it true?")
    assert "mei" not in page.comment(root).text
    page.comment(reply)
    assert now_as(root).held_by == "moderator"


def test_a_reply_is_counted_on_its_thread(mei, lin, article, now_as, count):
    root = make_comment(article, by=mei.user)
    reply = make_comment(article, by=lin.user, parent_id=root.id)
    for change in (states.hold, states.approve, states.remove, states.approve):
        arguments = {states.hold: {"check": "x"}, states.remove: {"rule": "kind"}}
        kept(change(reply, **arguments.get(change, {})))
        expected = 1 if now_as(reply).state == "published" else 0
        assert (now_as(root).reply_count, count()) == (expected, 1 + expected)


def test_restored_it_is_not_news(mei, article, heard):
    comment = make_comment(article, by=mei.user)
    states.remove(comment, rule="kind")
    states.approve(comment)
    kept(comment)
    assert heard == [comment.id]
    assert mei.user.approved_comment_count == 3


def test_what_its_writer_deleted_stays_deleted(mei, article, now_as, count):
    gone = make_comment(article, by=mei.user, state="deleted")
    states.approve(gone)
    states.hold(gone, check="x")
    states.remove(gone, rule="kind")
    db.session.commit()
    assert (now_as(gone).state, count()) == ("deleted", 0)
