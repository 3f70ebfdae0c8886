"""An author sends an article as a letter."""

import pytest

from tests.accounts.mailbox import words_of
from tests.factories import make_article
from tests.newsletters.conftest import carry_all, deliveries


def test_it_goes_to_those_who_want_each_one(wen, mei, tom, lin, article, wants, letters):
    wants(mei)
    wants(tom, frequency="daily")
    page = wen.visits(f"{article.url}/letter").shows("Send it as a letter to 1 reader")
    assert page.all("a", href=f"{article.url}/letter/preview")
    wen.submits(f"{article.url}/letter").shows("It is on its way to 1 reader.")
    carry_all()
    assert [letter["To"] for letter in letters()] == ["mei@example.org"]
    wen.visits(f"{article.url}/letter").shows("Have it 1")


def test_the_article_offers_it_to_its_author_alone(wen, mei, article, wants):
    wants(mei)
    wen.visits(article).shows("Send it as a letter to 1 reader")
    assert not mei.visits(article).all("a", href=f"{article.url}/letter")


def test_twice_is_once(wen, mei, article, wants, letters):
    wants(mei)
    wen.submits(f"{article.url}/letter")
    wen.submits(f"{article.url}/letter").shows("A letter goes out once.")
    carry_all()
    assert len(letters()) == len(deliveries()) == 1


def test_whoever_has_the_whole_site_too_gets_one(wen, mei, article, wants, letters, send):
    wants(mei)
    wants(mei, of=None)
    send(article)
    assert len(letters()) == 1


def test_the_author_gets_none(wen, mei, article, wants, letters, send):
    wants(wen, mei, of=None)
    send(article)
    assert [letter["To"] for letter in letters()] == ["mei@example.org"]


@pytest.mark.parametrize("state", ["draft", "removed"])
def test_only_what_is_public(wen, state):
    article = make_article(by=wen.user, state=state)
    wen.submits(f"{article.url}/letter", status=422)
    assert article.letter_sent_at is None and not deliveries()


def test_a_note_is_too_short(wen):
    note = make_article(by=wen.user, kind="note")
    wen.submits(f"{note.url}/letter", status=422)


def test_a_guest_and_a_stranger_send_nothing(guest, mei, lin, article):
    guest.is_sent_to_sign_in(f"{article.url}/letter", x="1")
    guest.is_sent_to_sign_in(f"{article.url}/letter")
    for who in (mei, lin):
        who.visits(f"{article.url}/letter", 403)
        who.submits(f"{article.url}/letter", status=403)
        who.visits(f"{article.url}/letter/preview", 403)
    assert not deliveries()


def test_what_is_withdrawn_on_the_way_is_dropped(wen, mei, article, wants, letters):
    wants(mei)
    wen.submits(f"{article.url}/letter")
    article.state = "draft"
    carry_all()
    assert not letters() and deliveries()[0].state == "dropped"


def test_who_has_ended_them_on_the_way_gets_none(wen, mei, article, wants, letters):
    wants(mei)
    wen.submits(f"{article.url}/letter")
    mei.submits("/@wen/follow", following="0")
    carry_all()
    assert not letters() and deliveries()[0].state == "dropped"


def test_an_address_not_confirmed_is_not_written_to(eve, article, wants, send, letters):
    wants(eve)
    send(article)
    assert not letters() and not deliveries()


def test_the_preview_is_the_letter_and_loads_nothing_from_elsewhere(wen, article):
    answer = wen.client.get(f"{article.url}/letter/preview")
    assert "<strong>rained</strong>" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; img-src 'self'") and "sandbox" in policy


def test_the_same_letter_is_the_same_each_time(wen, mei, article, wants, send, letters):
    wants(mei)
    send(article)
    one = letters()[0]
    assert one["Message-ID"].startswith(f"<d-{deliveries()[0].id}.")
    assert "It rained all day." in words_of(one)
