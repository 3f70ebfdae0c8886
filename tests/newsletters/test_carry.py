"""Letters on their way to a real mail server that takes, refuses, delays, hangs up and hangs."""

import time

import pytest

from community.extensions import db
from community.letters import carrier
from community.newsletters import actions, carrying
from community.newsletters.failures import WAITS
from tests.factories import ago, make_article
from tests.newsletters.conftest import carry_all, deliveries, subscriptions

MEI, TOM = "mei@example.org", "tom@example.org"


def come_again(app):
    """Let the time of the next try come."""
    for one in deliveries():
        one.next_try_at = ago(minutes=1)
    db.session.commit()
    carry_all(app)


def test_each_reader_gets_a_letter_alone(mei, tom, article, wants, send, by_post, post_office):
    wants(mei, tom)
    send(article, by_post)
    assert sorted(post_office.reached) == [MEI, TOM]
    assert [letter["To"] for letter in post_office.letters] == post_office.reached
    for to, content in post_office.got:
        assert (MEI if to == TOM else TOM).encode() not in content
    assert [one.state for one in deliveries()] == ["sent", "sent"]


def test_refused_for_good_stops_at_once(mei, tom, wen, article, wants, send, by_post, post_office):
    wants(mei, tom)
    post_office.says[MEI] = ["550 5.1.1 No such person"]
    send(article, by_post)
    assert post_office.reached == [TOM] and mei.user.mail_stopped_at
    send(make_article(by=wen.user), by_post)
    assert post_office.reached == [TOM, TOM]
    assert deliveries()[0].answer == "550 5.1.1 No such person"


def test_refused_after_the_words_as_well(mei, article, wants, send, by_post, post_office):
    wants(mei)
    post_office.says[MEI] = ["DATA 554 5.2.1 Box closed"]
    send(article, by_post)
    assert mei.user.mail_stopped_at and deliveries()[0].state == "failed"


def test_refused_for_what_we_are_stops_nobody(mei, article, wants, send, by_post, post_office):
    wants(mei)
    post_office.says[MEI] = ["550 5.7.1 Your network is on a list"]
    send(article, by_post)
    assert mei.user.mail_stopped_at is None and mei.user.mail_failures == 1


def test_a_greylist_lets_it_through_the_second_time(
    mei, article, wants, send, by_post, post_office
):
    wants(mei)
    post_office.says[MEI] = ["451 4.7.1 Come again", "250 OK"]
    send(article, by_post)
    assert post_office.reached == [] and deliveries()[0].state == "waiting"
    come_again(by_post)
    assert post_office.reached == [MEI] and mei.user.mail_failures == 0


def test_it_waits_longer_each_time_and_gives_up(mei, article, wants, send, by_post, post_office):
    wants(mei)
    post_office.says[MEI] = ["452 4.2.2 Box full"]
    send(article, by_post)
    for tries in range(1, len(WAITS) + 1):
        wait = deliveries()[0].next_try_at - ago()
        assert abs(wait - WAITS[tries - 1]).total_seconds() < 30
        come_again(by_post)
    assert deliveries()[0].state == "failed"
    assert (mei.user.mail_failures, mei.user.mail_stopped_at) == (1, None)


def test_three_that_fail_on_three_days_stop(mei, wen, wants, send, by_post, post_office):
    wants(mei)
    post_office.says[MEI] = ["550 5.7.1 No"]
    for day in range(3):
        assert mei.user.mail_stopped_at is None, day
        send(make_article(by=wen.user), by_post)
        send(make_article(by=wen.user), by_post)
        mei.user.mail_failed_at = ago(days=1)
        db.session.commit()
    assert mei.user.mail_failures == 3 and mei.user.mail_stopped_at


def test_a_server_that_hangs_up_is_spoken_to_again(mei, article, wants, send, by_post, post_office):
    wants(mei)
    post_office.drops_in_data = 1
    send(article, by_post)
    assert deliveries()[0].state == "waiting" and deliveries()[0].tries == 0
    come_again(by_post)
    assert post_office.reached == [MEI] and mei.user.mail_failures == 0


def test_a_server_that_hangs_holds_up_nobody_for_long(
    readers, article, send, by_post, post_office, monkeypatch
):
    monkeypatch.setattr(carrier, "TIMEOUT_SECONDS", 0.3)
    readers(5)
    post_office.hangs = True
    began = time.monotonic()
    send(article, by_post)
    assert time.monotonic() - began < 2.5
    assert {one.state for one in deliveries()} == {"waiting"}


def test_a_server_that_does_not_know_us_is_nobodys_failure(
    mei, article, wants, send, by_post, post_office
):
    wants(mei)
    post_office.sender_is_refused = True
    send(article, by_post)
    assert deliveries()[0].state == "waiting" and mei.user.mail_failures == 0


def test_a_server_that_is_not_there(mei, article, wants, send, app_with):
    wants(mei)
    send(article, app_with(MAIL_URL="smtp://127.0.0.1:1"))
    assert deliveries()[0].state == "waiting" and mei.user.mail_failures == 0


def test_a_crash_in_the_middle_goes_on_without_doubles(
    readers, article, send, by_post, post_office, monkeypatch
):
    readers(4)
    note, calls = carrying.note_outcome, []

    def crash(*outcome):
        calls.append(outcome)
        if len(calls) == 2:
            raise SystemError("The lights went out.")
        note(*outcome)

    monkeypatch.setattr(carrying, "note_outcome", crash)
    with pytest.raises(SystemError):
        send(article, by_post)
    db.session.rollback()
    for one in deliveries():
        one.taken_at = one.taken_at and ago(hours=1)
    carry_all(by_post)
    assert sorted(post_office.reached) == [f"reader{number}@example.org" for number in range(4)]
    assert sorted(one.state for one in deliveries()) == ["sent", "sent", "sent", "unsure"]


def test_there_is_a_pace(readers, article, send, app_with, post_office):
    readers(7)
    slow = app_with(MAIL_URL=post_office.address, LETTERS_PER_MINUTE="3")
    send(article, slow)
    assert len(post_office.got) == 3
    for one in deliveries():
        one.taken_at = one.taken_at and ago(minutes=2)
    carry_all(slow)
    assert len(post_office.got) == 6


def test_letters_written_again_stay_the_same_letter(
    mei, article, wants, send, by_post, post_office
):
    wants(mei)
    post_office.says[MEI] = ["DATA 451 4.3.0 Not now", "DATA 451 4.3.0 Not now", "250 OK"]
    send(article, by_post)
    come_again(by_post)
    come_again(by_post)
    assert len(post_office.letters) == 1
    assert post_office.letters[0]["Message-ID"].startswith(f"<d-{deliveries()[0].id}.")


def test_a_bare_address_that_is_gone_is_ended(wen, article, send, by_post, post_office):
    actions.confirm("yan@example.net", wen.id, "each", "en")
    post_office.says["yan@example.net"] = ["550 5.1.1 Gone"]
    send(article, by_post)
    assert subscriptions()[0].ended_at
