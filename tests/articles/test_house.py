"""What an author sets beside the words: comments, a word above the thread, where it was first."""

import pytest

from community.extensions import db
from tests.factories import ago, make_article

CLOSED = "This thread is closed. You can still read it."


def change(person, article, status=303, **fields):
    page = person.submits(f"{article.url}/edit", status=status, **fields)
    db.session.expire_all()
    return page


def test_comments_can_be_closed_and_opened(wen, tom, article):
    change(wen, article, comments="closed")
    tom.visits(article.url).shows(CLOSED)
    tom.submits(f"{article.url}/comments", status=403, body="Still here?")
    change(wen, article, comments="open")
    tom.submits(f"{article.url}/comments", body="Still here, with tea and cake")


def test_a_thread_closes_by_itself(wen, tom):
    old = make_article(by=wen.user, published_at=ago(days=15))
    change(wen, old, close_after_days="30")
    tom.visits(old.url).shows("This thread closes on").lacks(CLOSED)
    change(wen, old, close_after_days="14")
    tom.visits(old.url).shows(CLOSED)
    tom.submits(f"{old.url}/comments", status=403, body="Too late?")


def test_what_moderators_set_stays(wen, lin, tom, article):
    lin.submits(f"/moderation/articles/{article.id}/thread", mode="closed")
    change(wen, article, comments="open", thread_note="Please")
    tom.visits(article.url).shows(CLOSED)


def test_a_word_stands_above_the_thread_in_its_language(wen, guest, article):
    change(wen, article, thread_note="请写下你喝过的最好的茶。")
    note = guest.visits(article.url).one("p", class_="thread__note")
    assert (note.text, note["lang"]) == ("请写下你喝过的最好的茶。", "zh-Hans")


def test_the_address_of_the_original_is_kept(wen, article):
    change(wen, article, canonical_url="https://example.org/tea")
    assert article.canonical_url == "https://example.org/tea"
    assert wen.visits(f"{article.url}/edit").field("canonical_url") == "https://example.org/tea"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "example.org", "//example.org/x"])
def test_another_address_is_refused_and_kept(wen, article, address):
    page = change(wen, article, status=422, canonical_url=address)
    assert page.field("canonical_url") == address
    assert article.canonical_url == ""


@pytest.mark.parametrize("days", ["-1", "3651", "x", "9" * 40])
def test_days_that_are_none_are_refused(wen, article, days):
    change(wen, article, status=422, close_after_days=days)


def test_what_is_not_sent_stays(wen, article):
    change(wen, article, thread_note="Be kind", close_after_days="9")
    change(wen, article, title="Another title")
    assert (article.thread_note, article.close_after_days) == ("Be kind", 9)
