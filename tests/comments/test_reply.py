"""Answering a comment."""

import pytest

from tests.factories import make_article, make_comment


@pytest.fixture
def first(article, wen):
    return make_comment(article, by=wen.user, body="Who has a cat?")


def test_a_reply_stands_under_what_it_answers(mei, article, first, said, now_as, count):
    page = mei.submits(f"{article.url}/comments", body="我有两只。", parent_id=first.id)
    replies = page.one("ol", id=f"replies-{first.id}")
    assert replies.one("article")["id"] == f"comment-{said().id}"
    assert (said().parent_id, said().root_id) == (first.id, first.id)
    assert now_as(first).reply_count == 1
    assert count() == 2


def test_an_answer_to_a_reply_says_to_whom(mei, lin, article, first, said, now_as):
    reply = make_comment(article, by=lin.user, body="Two!", parent_id=first.id)
    page = mei.submits(f"{article.url}/comments", body="Only two?", parent_id=reply.id)
    assert said().root_id == first.id
    assert page.comment(said()).one("a", class_="comment__to")["href"] == f"#comment-{reply.id}"
    assert now_as(first).reply_count == 2
    assert now_as(reply).reply_count == 0


def test_the_form_quotes_what_is_answered(mei, article, first):
    page = mei.visits(f"{article.url}/comments?parent_id={first.id}")
    page.shows("Who has a cat?", "@wen")
    assert page.field("parent_id") == str(first.id)


def test_the_page_opens_the_form_in_place(mei, article, first):
    part = mei.fetches(f"{article.url}/comments?parent_id={first.id}")
    form = part.one("form")
    assert form["data-target"] == f"#replies-{first.id}"
    assert not part.all("h1")


def test_the_page_gets_a_reply_in_place(mei, article, first, said):
    part = mei.fetches(f"{article.url}/comments", body="Me!", parent_id=first.id)
    assert part.one("li").one("article")["id"] == f"comment-{said().id}"


def test_a_guest_keeps_the_words_for_after_signing_in(guest, article, first):
    fields = {"body": "Mine is ginger", "parent_id": first.id}
    guest.is_sent_to_sign_in(f"{article.url}/comments", **fields)
    page = guest.visits(f"{article.url}/comments")
    page.shows("Who has a cat?", "Mine is ginger")
    assert page.field("parent_id") == str(first.id)


@pytest.mark.parametrize("parent_id", ["4711", "0", "-1", "x", "9" * 30])
def test_an_answer_to_nothing_keeps_its_words(mei, article, first, said, parent_id):
    page = mei.submits(
        f"{article.url}/comments", status=422, body="Where are you?", parent_id=parent_id
    )
    assert page.field("body") == "Where are you?"
    assert said().id == first.id


@pytest.mark.parametrize("state", ["held", "removed", "deleted"])
def test_what_is_not_public_cannot_be_answered(mei, wen, article, said, state):
    gone = make_comment(article, by=wen.user, state=state)
    mei.submits(f"{article.url}/comments", status=422, body="But why?", parent_id=gone.id)
    assert said().id == gone.id


def test_a_comment_elsewhere_cannot_be_answered_here(mei, wen, article, said):
    other = make_comment(make_article(by=wen.user), by=wen.user)
    mei.submits(f"{article.url}/comments", status=422, body="Wrong door", parent_id=other.id)
    assert said() is None


def test_a_held_reply_is_not_counted(tom, article, first, now_as, count):
    tom.submits(f"{article.url}/comments", body="Hello", parent_id=first.id)
    assert now_as(first).reply_count == 0
    assert count() == 1


def test_replies_stand_oldest_first(mei, article, first):
    ids = [make_comment(article, by=mei.user, parent_id=first.id).id for _ in range(3)]
    listed = mei.visits(article).one("ol", id=f"replies-{first.id}").all("article")
    assert [one["id"] for one in listed] == [f"comment-{id_}" for id_ in ids]
