"""`flask mail bounce`: what comes back stops what is sent."""

import pytest

from community.newsletters import actions
from tests.factories import ago, kept
from tests.newsletters.conftest import deliveries, subscriptions

MEI = "mei@example.org"


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_nobody_there_stops_mail_at_once(runs, mei, dsn, kind):
    assert "permanent" in runs("mail", "bounce", input=dsn(MEI, kind=kind)).output
    assert mei.user.mail_stopped_at


@pytest.mark.parametrize("status", ["4.4.7", "5.2.2", "5.7.1"])
def test_what_may_pass_counts_once_a_day(runs, mei, dsn, status):
    for day in range(3):
        assert mei.user.mail_stopped_at is None, day
        for _twice in range(2):
            runs("mail", "bounce", input=dsn(MEI, status=status))
        mei.user.mail_failed_at = ago(days=1)
    assert mei.user.mail_failures == 3 and mei.user.mail_stopped_at


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", ""])
def test_what_is_still_tried_counts_for_nothing(runs, mei, dsn, action):
    runs("mail", "bounce", input=dsn(MEI, action=action, status="4.4.1"))
    assert mei.user.mail_failures == 0


def test_a_report_that_does_not_know_our_letter_is_not_believed(runs, mei, dsn):
    for made_up in ("<x@y>", "", "<t-aaaaaaaaaaaa-aaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbb@y>"):
        runs("mail", "bounce", status=65, input=dsn(MEI, message_id=made_up))
    assert mei.user.mail_failures == 0


def test_a_letter_of_one_says_nothing_of_another(runs, mei, tom, dsn, app):
    true = (
        dsn("tom@example.org")
        .replace("rfc822; tom@", "rfc822; mei@")
        .replace("To: tom@", "To: mei@")
    )
    runs("mail", "bounce", input=true)
    assert mei.user.mail_failures == tom.user.mail_failures == 0


def test_a_newsletter_is_known_by_its_number_whoever_it_was_forwarded_to(
    runs, mei, article, wants, send, letters, dsn
):
    wants(mei)
    send(article)
    runs("mail", "bounce", input=dsn("old@else.example", message_id=letters()[0]["Message-ID"]))
    assert mei.user.mail_stopped_at and deliveries()[0].state == "failed"


def test_who_complains_gets_no_more_letters(runs, wen, article, send, letters, arf):
    kept(actions.confirm("yan@example.net", wen.id, "each", "en"))
    kept(actions.confirm("yan@example.net", None, "daily", "en"))
    send(article)
    runs("mail", "bounce", input=arf(letters()[0]["Message-ID"]))
    assert all(one.ended_at for one in subscriptions())


def test_not_spam_is_no_complaint(runs, mei, article, wants, send, letters, arf):
    wants(mei)
    send(article)
    runs("mail", "bounce", input=arf(letters()[0]["Message-ID"], kind="not-spam"))
    assert subscriptions()[0].ended_at is None


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        "Hello",
        "\x00" * 100,
        "From: a\n\n" + "x" * 100_000,
        "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n:\n",
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n" * 5_000,
        "Message-ID: "
        + "<" * 50_000
        + "\nContent-Type: message/delivery-status\n\nAction: failed\n",
    ],
)
def test_rubbish_is_one_line_and_no_harm(runs, rubbish):
    assert len(runs("mail", "bounce", status=65, input=rubbish).output.splitlines()) == 1


def test_after_that_only_what_is_about_the_account_is_sent(runs, mei, guest, dsn, letters):
    runs("mail", "bounce", input=dsn(MEI))
    assert not mei.user.takes_letters
    guest.submits("/reset-password", email=MEI)
    assert len(letters(to=MEI)) == 1


def test_the_account_page_says_so_and_tries_again(runs, mei, dsn):
    assert "came back" not in mei.visits("/settings/account").text
    runs("mail", "bounce", input=dsn(MEI))
    mei.user.language = "en"
    page = mei.visits("/settings/account").shows("Our letters to this address came back.")
    assert page.one("button", name="mail_again")
    mei.submits("/settings/account", mail_again="1", on=None).lacks("came back")
    assert mei.user.takes_letters and mei.user.mail_failures == 0
