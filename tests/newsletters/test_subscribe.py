"""Choosing letters: with an account at once, with a bare address once its letter is answered."""

from urllib.parse import urlsplit

import pytest

from community.newsletters import asking
from tests.accounts.mailbox import link_in
from tests.newsletters.conftest import subscriptions

ASKED = {"email": "yan@example.net", "language": "zh-Hans", "frequency": "each"}


def confirmed(guest, letters, to="yan@example.net"):
    link = link_in(letters(to=to)[-1])
    return guest.submits(link)


def test_with_an_account_it_is_chosen_on_the_profile(mei, wen):
    mei.submits("/@wen/follow", following="1")
    page = mei.submits("/@wen/letters", on="/@wen", frequency="weekly")
    assert page.one("option", value="weekly", selected=True)
    [one] = subscriptions()
    assert (one.user_id, one.author_id, one.frequency) == (mei.id, wen.id, "weekly")
    assert one.next_at.astimezone().weekday() in (0, 6) and one.email == ""


def test_who_wants_letters_follows_and_who_unfollows_wants_none(mei, wen):
    mei.submits("/@wen/letters", frequency="each")
    assert mei.visits("/following").shows("wen")
    mei.submits("/@wen/follow", following="0")
    assert subscriptions()[0].ended_at


@pytest.mark.parametrize("frequency", ["", "hourly", None])
def test_rubbish_is_refused(mei, guest, wen, frequency):
    mei.submits("/@wen/letters", status=422, frequency=frequency)
    guest.submits("/@wen/letters", status=422, **ASKED | {"frequency": frequency or ""})
    assert not subscriptions()


def test_the_form_of_an_account_has_a_token(mei, wen):
    mei.submits("/@wen/letters", status=400, token="made up", frequency="each")


def test_not_of_oneself(wen):
    wen.submits("/@wen/letters", status=403, frequency="each")


def test_the_settings_list_them_and_end_each(mei, wen, lin, guest):
    for name in ("wen", "lin"):
        mei.submits(f"/@{name}/letters", frequency="each")
    mei.submits("/settings/notifications", frequency="daily", author=None)
    page = mei.submits("/settings/notifications", author=str(wen.id), frequency="none")
    assert [one.one("a").text for one in page.all("li", class_="letters-list__one")] == ["lin"]
    kinds = {(one.author_id, one.frequency): bool(one.ended_at) for one in subscriptions()}
    assert kinds == {(wen.id, "each"): True, (lin.id, "each"): False, (None, "daily"): False}
    guest.is_sent_to_sign_in("/settings/notifications")


@pytest.mark.parametrize("author", ["x", "0", "99999999999999", "4711", "²"])
def test_the_settings_refuse_whom_nobody_knows(mei, author):
    mei.submits("/settings/notifications", status=422, author=author, frequency="each")


def test_a_guest_is_asked_by_letter_first(guest, wen, letters):
    page = guest.submits("/@wen/letters", on="/@wen", **ASKED)
    page.shows("We have written to yan@example.net.")
    assert not subscriptions()
    [letter] = letters(to="yan@example.net")
    guest.visits(link_in(letter)).shows("Shall the letters begin?")
    assert not subscriptions()
    confirmed(guest, letters).shows("Good. The letters come to yan@example.net.")
    [one] = subscriptions()
    assert (one.email, one.language, one.user_id) == ("yan@example.net", "zh-Hans", None)


def test_twice_is_one(guest, wen, letters):
    for frequency in ("each", "daily"):
        guest.submits("/@wen/letters", **ASKED | {"frequency": frequency})
        confirmed(guest, letters)
    assert [one.frequency for one in subscriptions()] == ["daily"]


def test_an_address_of_an_account_is_the_accounts(guest, mei, wen, letters):
    guest.submits("/@wen/letters", **ASKED | {"email": "mei@example.org"})
    confirmed(guest, letters, to="mei@example.org")
    assert [one.user_id for one in subscriptions()] == [mei.id]


def test_the_answer_is_the_same_whether_known_or_not(guest, mei, wen):
    said = [
        guest.submits("/@wen/letters", **ASKED | {"email": email}).text.replace(email, "…")
        for email in ("mei@example.org", "nobody@example.org")
    ]
    assert said[0] == said[1]


def test_what_was_typed_is_kept(guest, wen):
    page = guest.submits("/@wen/letters", status=422, **ASKED | {"email": "yan at example"})
    assert page.one("input", id="email")["value"] == "yan at example"
    page.complains("email")
    assert page.one("option", value="zh-Hans", selected=True)


def test_of_the_whole_site(guest, mei, letters):
    guest.submits("/letters", **ASKED | {"frequency": "weekly"})
    confirmed(guest, letters)
    mei.submits("/letters", frequency="weekly")
    assert [one.author_id for one in subscriptions()] == [None, None]


def test_a_link_that_is_over_or_made_up_is_404(guest, wen, monkeypatch, letters):
    guest.visits("/letters/confirm/made-up", 404).shows("This link is over")
    guest.submits("/@wen/letters", **ASKED)
    monkeypatch.setattr(asking, "LIFETIME_SECONDS", -1)
    guest.submits(link_in(letters()[-1]), status=404)
    assert not subscriptions()


def test_letters_cannot_be_asked_for_without_end(under_limits, guest, wen, letters):
    hasty = under_limits(guest)
    for number in range(10):
        hasty.submits("/@wen/letters", **ASKED | {"email": f"a{number}@example.net"})
    answer = hasty.submits("/@wen/letters", status=429, **ASKED)
    assert int(answer.headers["Retry-After"]) > 0
    assert len(letters()) == 10


def test_one_address_gets_few_and_the_page_does_not_tell(under_limits, guest, wen, letters):
    hasty = under_limits(guest)
    for _ in range(8):
        hasty.submits("/@wen/letters", **ASKED).shows("We have written to")
    assert len(letters()) == 5


def test_another_site_cannot_ask(guest, wen, letters):
    headers = {"Origin": "https://evil.example"}
    assert guest.client.post("/@wen/letters", data=ASKED, headers=headers).status_code == 400
    assert not letters()


def test_pages_of_guests_begin_no_session(guest, wen):
    for address in ("/@wen", "/@wen/letters", "/letters"):
        assert "Set-Cookie" not in guest.visits(address).headers, address


def test_the_link_of_the_letter_leads_to_this_site(guest, wen, letters):
    guest.submits("/@wen/letters", **ASKED)
    assert urlsplit(link_in(letters()[0])).path.startswith("/letters/confirm/")
