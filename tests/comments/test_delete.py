"""Deleting one's own comment."""

import pytest

from community.comments.models import Mention
from community.extensions import db
from tests.factories import make_comment


@pytest.fixture
def own(article, mei):
    return make_comment(article, by=mei.user, body="Forget what I said, @wen")


def test_the_words_go_and_the_replies_stay(mei, lin, article, own, now_as, count):
    reply = make_comment(article, by=lin.user, body="I shall not", parent_id=own.id)
    page = mei.submits(f"{own.url}/delete")
    page.shows("I shall not").lacks("Forget what I said")
    assert page.comment(own)["data-state"] == "deleted"
    assert page.comment(reply)["data-state"] == "published"
    assert (now_as(own).body, now_as(own).body_html) == ("", "")
    assert count() == 1


def test_the_name_goes_with_the_words(guest, mei, lin, article, own):
    make_comment(article, by=lin.user, parent_id=own.id)
    mei.submits(f"{own.url}/delete")
    assert "mei" not in guest.visits(article).comment(own).text


def test_one_that_nobody_answered_leaves_no_place(guest, mei, article, own, count):
    mei.submits(f"{own.url}/delete")
    assert not guest.visits(article).all(id=f"comment-{own.id}")
    assert guest.visits(own).comment(own)["data-state"] == "deleted"
    assert count() == 0


def test_it_is_asked_first(lin, article, now_as):
    own = make_comment(article, by=lin.user, body="Perhaps not")
    lin.visits(f"{own.url}/delete").shows("Perhaps not", "Delete this comment?")
    assert now_as(own).state == "published"


def test_whom_it_named_it_names_no_more(mei, wen, own):
    assert db.session.query(Mention).count() == 1
    mei.submits(f"{own.url}/delete")
    assert db.session.query(Mention).count() == 0


def test_twice_is_harmless(mei, own, now_as, count):
    mei.submits(f"{own.url}/delete")
    mei.submits(f"{own.url}/delete")
    assert (now_as(own).state, count()) == ("deleted", 0)


def test_a_guest_is_sent_to_sign_in(guest, own):
    guest.is_sent_to_sign_in(f"{own.url}/delete", sure="1")


def test_nobody_deletes_the_words_of_others(wen, lin, ada, own, now_as):
    for person in (wen, lin, ada):
        person.submits(f"{own.url}/delete", status=403)
    assert now_as(own).state == "published"


def test_a_held_one_may_be_taken_back(tom, article, now_as, count):
    held = make_comment(article, by=tom.user)
    tom.submits(f"{held.url}/delete")
    assert (now_as(held).state, count()) == ("deleted", 0)


def test_what_a_moderator_removed_stays_removed(mei, article, now_as):
    gone = make_comment(article, by=mei.user, state="removed", rule="kind")
    mei.submits(f"{gone.url}/delete", status=422)
    assert now_as(gone).state == "removed"


def test_the_page_gets_the_place_that_is_left(mei, own):
    form = mei.fetches(f"{own.url}/delete").one("form")
    assert form["action"] == f"{own.url}/delete"
    answer = mei.fetches(f"{own.url}/delete", sure="1")
    assert answer.comment(own)["data-state"] == "deleted"


def test_the_thread_under_a_deleted_reply_stays(guest, mei, wen, lin, article):
    root = make_comment(article, by=wen.user)
    middle = make_comment(article, by=mei.user, parent_id=root.id)
    last = make_comment(article, by=lin.user, parent_id=middle.id)
    mei.submits(f"{middle.url}/delete")
    page = guest.visits(article)
    assert page.comment(middle)["data-state"] == "deleted"
    assert page.comment(last)["data-state"] == "published"
