"""Posting a comment."""

import pytest

from community import facts
from community.comments import actions
from community.comments.models import Comment
from community.config import MAX_COMMENT_CHARACTERS
from community.errors import Refused
from community.extensions import db
from tests.at_once import at_once
from tests.factories import ago, make_article, make_comment


def form_of(article):
    return f"{article.url}/comments"


def test_a_comment_appears_under_the_article(lin, article, said, count):
    page = lin.submits(form_of(article), body="好茶！", on=article)
    page.shows("好茶！", "1 comment")
    assert page.path == article.url
    assert page.comment(said())["data-state"] == "published"
    assert count() == 1
    assert lin.user.approved_comment_count == 3


def test_its_words_carry_the_language_they_are_in(mei, article, said):
    page = mei.submits(form_of(article), body="昨天的茶很好喝。")
    words = page.comment(said()).one(data_words="comment")
    assert words["lang"] == "zh-Hans"
    page = mei.submits(form_of(article), body="Yesterday it was raining cats and dogs.")
    assert page.comment(said()).one(data_words="comment")["lang"] == "en"


def test_a_chosen_language_is_kept(mei, article, said):
    mei.submits(form_of(article), body="Guten Tee!", language="de")
    assert (said().language, said().language_is_chosen) == ("de", True)


def test_a_language_that_nobody_knows_is_refused(mei, article, said):
    mei.submits(form_of(article), status=422, body="Qapla’", language="tlh")
    assert said() is None


def test_a_guest_is_sent_to_sign_in(guest, article, said):
    guest.is_sent_to_sign_in(form_of(article), body="May I come in?")
    assert said() is None


def test_a_guest_gets_no_token_and_no_session(guest, article):
    page = guest.visits(article)
    assert not page.all("input", name="csrf_token")
    assert page.one("textarea", name="body")
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("body", ["", "   \n\t", "\u200b\u2060", "\x00\x07"])
def test_blank_words_are_refused(mei, article, said, body):
    page = mei.submits(form_of(article), status=422, body=body)
    assert page.complains("body")
    assert said() is None


def test_a_form_without_its_field_is_refused(mei, article, said):
    mei.submits(form_of(article), status=422, body=None)
    assert said() is None


def test_words_that_are_too_many_stay_in_the_form(mei, article, said):
    long = "茶" * (MAX_COMMENT_CHARACTERS + 1)
    page = mei.submits(form_of(article), status=422, body=long)
    assert page.complains("body")
    assert page.field("body") == long
    assert said() is None


def test_the_longest_comment_is_taken(mei, article, said):
    mei.submits(form_of(article), body="茶" * MAX_COMMENT_CHARACTERS)
    assert len(said().body) == MAX_COMMENT_CHARACTERS


def test_control_characters_and_turned_text_are_dropped(mei, article, said):
    mei.submits(form_of(article), body="tea\x00 \u202egnp.exe")
    assert said().body == "tea gnp.exe"


def test_a_script_is_only_words(mei, article):
    page = mei.submits(form_of(article), body="<script>alert(1)</script> *hot*")
    page.shows("<script>alert(1)</script> hot")
    assert "<script>alert" not in page.html


def test_ten_thousand_nested_quotes_do_no_harm(mei, article, said):
    mei.submits(form_of(article), body=">" * 9_990 + " deep")
    assert said().state == "published"


def test_sent_twice_it_is_one_comment(mei, article, count):
    first = mei.submits(form_of(article), body="Once is enough.")
    again = mei.submits(form_of(article), body="Once is enough.")
    assert first.address == again.address
    assert db.session.query(Comment).count() == count() == 1


def test_the_same_words_may_be_said_again_later(mei, article, count):
    make_comment(article, by=mei.user, body="Good morning", created_at=ago(minutes=7))
    mei.submits(form_of(article), body="Good morning")
    assert count() == 2


def test_sent_twice_at_once_it_is_one_comment(mei, article, count):
    assert at_once(mei, 4, form_of(article), body="Click click") == [303] * 4
    assert db.session.query(Comment).count() == count() == 1


def test_what_is_not_visible_cannot_be_commented(mei, wen):
    scheduled = make_article(by=wen.user, published_at=ago(days=-1))
    mei.submits(form_of(scheduled), status=404, body="How did I get here?")
    mei.submits("/articles/nothing/comments", status=404, body="Anybody?")


def test_an_author_waits_for_the_day_of_publishing(wen):
    scheduled = make_article(by=wen.user, published_at=ago(days=-1))
    wen.submits(form_of(scheduled), status=422, body="First!")
    assert db.session.query(Comment).count() == 0


def test_the_page_gets_it_in_place(mei, article, said):
    answer = mei.fetches(form_of(article), body="In place")
    branch = answer.one("li", class_="thread__branch")
    assert branch.one("article")["id"] == f"comment-{said().id}"
    assert branch.one("ol")["id"] == f"replies-{said().id}"


def test_what_did_not_hold_comes_back_in_place(mei, article):
    answer = mei.fetches(form_of(article), status=422, body=" ")
    assert answer.one("form")["action"] == form_of(article)
    assert answer.complains("body")


def test_a_stale_token_keeps_the_words(mei, article, said):
    page = mei.submits(form_of(article), status=400, body="Do not lose me", token="stale")
    assert page.field("body") == "Do not lose me"
    assert said() is None


def test_facts_are_told_once(mei, article):
    told = []

    def listen(_sender, comment_id):
        told.append(comment_id)

    with facts.comment_posted.connected_to(listen), facts.comment_published.connected_to(listen):
        mei.submits(form_of(article), body="Hear, hear")
    assert len(told) == 2


def test_one_who_goes_too_fast_is_asked_to_wait(under_limits, mei, article):
    hasty = under_limits(mei)
    hasty.submits(form_of(article), body="One")
    page = hasty.submits(form_of(article), status=429, body="Two")
    assert 0 < int(page.headers["Retry-After"]) <= 5
    assert page.field("body") == "Two"


def test_a_double_click_is_not_too_fast(under_limits, mei, article, count):
    hasty = under_limits(mei)
    hasty.submits(form_of(article), body="Click")
    hasty.submits(form_of(article), body="Click")
    assert count() == 1


def test_a_newcomer_waits_longer(under_limits, tom, article):
    fresh = under_limits(tom)
    fresh.submits(form_of(article), body="One")
    page = fresh.submits(form_of(article), status=429, body="Two")
    assert int(page.headers["Retry-After"]) <= 30


def test_an_action_refuses_a_reply_to_nothing(mei, article):
    with pytest.raises(Refused):
        actions.post(article, body="Hello?", by=mei.user, parent_id=4711)
