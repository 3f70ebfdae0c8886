"""Ending letters from a letter: by one press in the mail program, or on the page behind the link."""

import re

import pytest

from community.newsletters import actions
from community.newsletters.digests import write_due_digests
from tests.factories import ago, kept, make_article
from tests.newsletters.conftest import carry_all, subscriptions


@pytest.fixture
def yan(wen):
    return kept(actions.confirm("yan@example.net", wen.id, "each", "en"))


@pytest.fixture
def header(article, yan, send, letters):
    send(article)
    return letters()[-1]


def address_in(letter):
    return re.fullmatch(r"<https?://[^/]+(/\S+)>", letter["List-Unsubscribe"])[1]


def test_the_letter_says_how(header):
    assert header["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert header["Precedence"] == "bulk" and header["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<author-\d+\.letters\.[\w.]+>", header["List-Id"])


def test_one_press_is_enough_without_cookie_token_or_page(guest, header):
    said = {"List-Unsubscribe": "One-Click"}
    headers = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}
    for _twice in range(2):
        answer = guest.client.post(address_in(header), data=said, headers=headers)
        assert answer.status_code == 200 and "Set-Cookie" not in answer.headers
    assert subscriptions()[0].ended_at


def test_as_a_form_of_several_parts_too(guest, header):
    said = {"List-Unsubscribe": "One-Click"}
    answer = guest.client.post(address_in(header), data=said, content_type="multipart/form-data")
    assert answer.status_code == 200 and subscriptions()[0].ended_at


def test_looking_ends_nothing(guest, header):
    guest.visits(address_in(header)).shows("No more of these letters?")
    assert guest.client.head(address_in(header)).status_code == 200
    assert subscriptions()[0].ended_at is None


def test_by_the_button_and_back_again(guest, header, yan):
    guest.submits(address_in(header)).shows("You get no more of these letters.")
    assert subscriptions()[0].ended_at
    guest.submits(yan.url, frequency="weekly").lacks("You get no more of these letters.")
    assert (subscriptions()[0].frequency, subscriptions()[0].ended_at) == ("weekly", None)


@pytest.mark.parametrize("rest", ["", "/end", "/end/daily", "/end/x"])
def test_a_made_up_link_is_404(guest, yan, rest):
    guest.visits(f"/letters/made-up{rest}", 404)
    assert guest.client.post(f"/letters/made-up{rest}").status_code == 404


def test_rubbish_is_refused(guest, yan):
    guest.submits(yan.url, status=422, frequency="hourly")


def test_a_digest_ends_as_a_whole(mei, wen, lin, wants, guest, letters):
    wants(mei, frequency="daily")
    wants(mei, frequency="daily", of=lin)
    wants(mei, of=None)
    make_article(by=wen.user, published_at=ago(minutes=5))
    for one in subscriptions():
        if one.is_digest:
            one.told_until, one.next_at = ago(hours=1), ago(minutes=1)
    write_due_digests()
    carry_all()
    guest.submits(address_in(letters()[-1]))
    assert [bool(one.ended_at) for one in subscriptions()] == [True, True, False]
