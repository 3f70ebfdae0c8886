"""Changing one's own comment."""

import pytest

from tests.factories import ago, make_comment


@pytest.fixture
def own(article, mei):
    return make_comment(article, by=mei.user, body="Good mornign")


def test_words_are_changed_and_marked(mei, own, now_as):
    page = mei.submits(f"{own.url}/edit", body="Good *morning*")
    page.comment(own).one(class_="comment__edited")
    page.shows("Good morning")
    assert now_as(own).edited_at is not None
    assert now_as(own).version == 2


def test_the_form_holds_the_words(mei, own):
    assert mei.visits(f"{own.url}/edit").field("body") == "Good mornign"


def test_what_stays_the_same_is_not_marked(mei, own, now_as):
    mei.submits(f"{own.url}/edit", body="Good mornign")
    assert now_as(own).edited_at is None


def test_after_a_quarter_of_an_hour_it_stands(lin, article, now_as):
    old = make_comment(article, by=lin.user, body="Too late", created_at=ago(minutes=16))
    lin.visits(f"{old.url}/edit", status=403)
    page = lin.submits(f"{old.url}/edit", status=403, body="Not too late")
    page.shows("15 minutes")
    assert page.field("body") == "Not too late"
    assert now_as(old).body == "Too late"
    assert not lin.visits(article).all("a", href=f"{old.url}/edit")


def test_what_waits_may_be_changed_any_time(tom, article, now_as):
    held = make_comment(article, by=tom.user, body="Helo", created_at=ago(hours=20))
    tom.submits(f"{held.url}/edit", body="Hello")
    assert (now_as(held).body, now_as(held).state) == ("Hello", "held")


def test_what_is_changed_is_screened_anew(tom, article, now_as, count):
    first = make_comment(article, by=tom.user, state="published")
    tom.submits(f"{first.url}/edit", body="Buy my tea at …")
    assert (now_as(first).state, now_as(first).held_by) == ("held", "newcomers")
    assert count() == 0


def test_a_guest_is_sent_to_sign_in(guest, own):
    guest.is_sent_to_sign_in(f"{own.url}/edit")
    guest.is_sent_to_sign_in(f"{own.url}/edit", body="Mine now")


def test_a_stranger_is_refused_and_a_moderator_too(wen, lin, ada, own, now_as):
    for person in (wen, lin, ada):
        person.visits(f"{own.url}/edit", status=403)
        person.submits(f"{own.url}/edit", status=403, body="Mine now")
    assert now_as(own).body == "Good mornign"


def test_a_held_comment_of_another_is_not_there(wen, tom, article):
    held = make_comment(article, by=tom.user)
    wen.visits(f"{held.url}/edit", status=404)


@pytest.mark.parametrize("state", ["removed", "deleted"])
def test_what_is_gone_cannot_be_changed(mei, article, now_as, state):
    gone = make_comment(article, by=mei.user, state=state)
    mei.submits(f"{gone.url}/edit", status=403, body="I am back")
    assert now_as(gone).state == state


def test_blank_words_are_refused_and_kept(mei, own, now_as):
    page = mei.submits(f"{own.url}/edit", status=422, body=" ")
    assert page.complains("body")
    assert now_as(own).body == "Good mornign"


def test_two_windows_do_not_overwrite_each_other(mei, own, now_as):
    mei.submits(f"{own.url}/edit", body="From the first window")
    page = mei.submits(f"{own.url}/edit", status=409, body="From the second", version=1)
    page.shows("From the first window", "From the second")
    assert page.field("version") == "2"
    assert now_as(own).body == "From the first window"


def test_the_page_changes_it_in_place(mei, own):
    form = mei.fetches(f"{own.url}/edit").one("form")
    assert form["data-target"] == f"#comment-{own.id}"
    answer = mei.fetches(f"{own.url}/edit", body="Good evening")
    answer.comment(own)
    answer.shows("Good evening")


def test_the_language_follows_the_words_unless_it_was_chosen(mei, article, own, now_as):
    mei.submits(f"{own.url}/edit", body="早上好，大家喝茶吧。")
    assert now_as(own).language == "zh-Hans"
    chosen = make_comment(article, by=mei.user, body="Danke", language="de")
    mei.submits(f"{chosen.url}/edit", body="Danke sehr")
    assert now_as(chosen).language == "de"
