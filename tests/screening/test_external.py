"""The service of the site's owner: what it is sent, what it may say, and all that it may do wrong."""

import gzip
import hashlib
import hmac
import json
import logging
import socket
import threading
import time
from datetime import datetime, timedelta

import pytest

from community.config import Settings
from community.screening.external import FAILURES_IN_A_ROW, REST_SECONDS, Service
from community.screening.verdicts import Answer, Draft, Record
from tests.screening.listener import SECRET, Listener, hangs, says, sends, writes

WORDS = "Come to my stall, 来我的摊子"
DRAFT = Draft(WORDS, "en", place_id=7)
RECORD = Record(is_newcomer=True, age=timedelta(days=3, hours=5))
HELD = Answer("hold", is_failure=True)
OK = b"HTTP/1.1 200 OK\r\n"
GOOD = b'{"verdict": "publish"}'


@pytest.fixture
def lines():
    """The lines that were logged."""
    written = []
    handler = logging.Handler()
    handler.emit = lambda record: written.append(record.getMessage())
    logger = logging.getLogger("community.screening.external")
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)


def test_it_is_sent_the_words_and_no_name(listener):
    listener.service().ask(DRAFT, RECORD)
    told = json.loads(listener.asked[0][0])
    assert abs(datetime.fromisoformat(told.pop("sent_at")).timestamp() - time.time()) < 5
    assert told == {
        "kind": "comment",
        "text": WORDS,
        "language": "en",
        "article": 7,
        "author": {"age_days": 3, "is_newcomer": True},
    }


def test_what_is_sent_is_signed(listener):
    listener.service().ask(DRAFT, RECORD)
    [(body, headers)] = listener.asked
    signed = headers["Teahouse-Timestamp"].encode() + b"." + body
    expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["Teahouse-Signature"] == f"sha256={expected}"
    assert abs(int(headers["Teahouse-Timestamp"]) - time.time()) < 5
    assert headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("verdict", ["publish", "hold", "refuse"])
def test_it_may_say_three_things(listener, verdict):
    listener.answer = says(verdict, reason="An advertisement, 广告")
    answer = listener.service().ask(DRAFT, RECORD)
    assert answer == Answer(verdict, "An advertisement, 广告", is_failure=False)


def test_its_reason_is_one_line_of_300_characters(listener):
    listener.answer = says("hold", reason="Too\nmany\x00 \u202ewords \ud800" + " 字" * 400)
    note = listener.service().ask(DRAFT, RECORD).note
    assert note.startswith("Too many words \ufffd 字") and len(note) <= 300


def test_a_reason_is_not_needed(listener):
    for answer in (says("hold"), says("hold", reason=None), says("hold", reason="", more=[1])):
        listener.answer = answer
        assert listener.service().ask(DRAFT, RECORD) == Answer("hold")


@pytest.mark.parametrize(
    ("body", "options"),
    [
        (GOOD, {"status": 500}),
        (GOOD, {"status": 201}),
        (GOOD, {"status": 302, "Location": "/look"}),
        (b"<!doctype html><title>Welcome</title>", {"Content_Type": "text/html"}),
        (b"", {}),
        (b"\xff\xfe", {}),
        (b"publish", {}),
        (b'"publish"', {}),
        (b'["publish"]', {}),
        (b"{}", {}),
        (b'{"verdict": "PUBLISH"}', {}),
        (b'{"verdict": "delete"}', {}),
        (b'{"verdict": null}', {}),
        (b'{"verdict": ["publish"]}', {}),
        (b'{"verdict": {"publish": 1}}', {}),
        (b'{"verdict": true}', {}),
        (b'{"verdict": "hold", "reason": 3}', {}),
        (b'{"verdict": "hold", "reason": ["x"]}', {}),
        (b'{"verdict": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", {}),
        (b'{"verdict": ' + b"9" * 10_000 + b"}", {}),
        (GOOD + b" " * 65_536, {}),
        (gzip.compress(GOOD, mtime=0), {"Content_Encoding": "gzip"}),
        (gzip.compress(b" " * 50_000_000, mtime=0), {"Content_Encoding": "gzip"}),
    ],
)
def test_anything_else_is_a_failure(listener, lines, body, options):
    listener.answer = sends(body, **options)
    assert listener.service(timeout_ms=2000).ask(DRAFT, RECORD) == HELD
    assert len(lines) == 1 and "in time" not in lines[0], lines
    assert len(listener.asked) == 1


@pytest.mark.parametrize(
    "parts",
    [
        (b"",),
        (b"220 mail.example ESMTP\r\n",),
        (b"\x16\x03\x01\x00\x00",),
        (OK + b"Content-Length: 100\r\n\r\n" + GOOD,),
        (OK + b"Content-Length: x\r\n\r\n",),
        (OK + b"Content-Length: 1, 2\r\n\r\n" + GOOD,),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",),
        (OK + b"X: " + b"x" * 100_000 + b"\r\n\r\n" + GOOD,),
        (OK + b"X: y\r\n" * 200 + b"\r\n" + GOOD,),
    ],
)
def test_a_line_that_talks_rubbish_is_a_failure(listener, lines, parts):
    listener.answer = writes(*parts)
    assert listener.service(timeout_ms=2000).ask(DRAFT, RECORD) == HELD
    assert len(lines) == 1 and "in time" not in lines[0], lines


@pytest.mark.parametrize(
    "answer",
    [
        hangs,
        writes(b"H", every=0.05),
        writes(OK, b"X: y\r\n", every=0.05),
        writes(OK + b"X: ", b"y", every=0.05),
        writes(b"HTTP/1.1 100 Continue\r\n\r\n", every=0.05),
        writes(OK + b"Content-Length: 60000\r\n\r\n", b" ", every=0.05),
        writes(OK + b"\r\n", b" ", every=0.05),
        writes(OK + b"Connection: close\r\n\r\n", b" ", every=0.05),
        writes(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n", every=0.05),
        writes(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0", every=0.05),
    ],
)
def test_nothing_holds_us_longer_than_the_time_out(listener, lines, answer):
    listener.answer = answer
    begun = time.monotonic()
    assert listener.service().ask(DRAFT, RECORD) == HELD
    assert 0.1 < time.monotonic() - begun < 1.5
    assert len(lines) == 1
    assert _ends(lambda: not _exchanges()), "the exchange goes on"


def _exchanges():
    return [one for one in threading.enumerate() if one.name == "screening service"]


def _ends(is_so):
    until = time.monotonic() + 2
    while not is_so() and time.monotonic() < until:
        time.sleep(0.02)
    return is_so()


def test_nobody_there_is_a_failure(lines):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}", f"https://127.0.0.1:{port}", "http://nowhere.invalid"):
        service = Service(Settings(screen_url=url, screen_secret=SECRET))
        assert service.ask(DRAFT, RECORD) == HELD
    assert len(lines) == 3


def test_a_service_that_speaks_no_tls_is_a_failure(listener):
    url = listener.url.replace("http:", "https:")
    assert listener.service(screen_url=url).ask(DRAFT, RECORD) == HELD


def test_what_becomes_of_words_then_is_set(listener):
    listener.answer = sends(b"", status=503)
    answer = listener.service(screen_failure="publish").ask(DRAFT, RECORD)
    assert answer == Answer("publish", is_failure=True)


def test_a_redirect_is_not_followed(listener):
    elsewhere = Listener()
    listener.answer = sends(b"", status=307, Location=elsewhere.url)
    assert listener.service().ask(DRAFT, RECORD) == HELD
    assert len(listener.asked) == 1 and not elsewhere.asked
    elsewhere.close()


def test_proxies_of_the_environment_are_not_asked(listener, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert listener.service().ask(DRAFT, RECORD) == Answer("publish")


def test_the_log_holds_no_word_and_no_secret(listener, lines):
    for body in (WORDS.encode(), SECRET.encode(), b'{"verdict": "' + WORDS.encode() + b'"}'):
        listener.answer = sends(body)
        listener.service().ask(DRAFT, RECORD)
    assert len(lines) == 3
    assert not any(word in line for line in lines for word in ("stall", "摊子", SECRET, "site=tea"))


def test_after_five_failures_it_is_left_alone_for_half_a_minute(listener):
    at = [1000.0]
    service = Service(listener.settings(), clock=lambda: at[0])
    listener.answer = sends(b"", status=500)
    answers = [service.ask(DRAFT, RECORD) for _ in range(FAILURES_IN_A_ROW + 3)]
    assert answers == [HELD] * len(answers) and len(listener.asked) == FAILURES_IN_A_ROW
    at[0] += REST_SECONDS - 1
    service.ask(DRAFT, RECORD)
    assert len(listener.asked) == FAILURES_IN_A_ROW


def test_then_it_has_one_try_at_a_time(listener):
    at = [1000.0]
    service = Service(listener.settings(), clock=lambda: at[0])
    listener.answer = sends(b"", status=500)
    for _ in range(FAILURES_IN_A_ROW):
        service.ask(DRAFT, RECORD)
    for tries in (1, 2):
        at[0] += REST_SECONDS
        assert [service.ask(DRAFT, RECORD) for _ in range(3)] == [HELD] * 3
        assert len(listener.asked) == FAILURES_IN_A_ROW + tries
    at[0] += REST_SECONDS
    listener.answer = says("publish")
    assert [service.ask(DRAFT, RECORD) for _ in range(3)] == [Answer("publish")] * 3


def test_failures_count_only_in_a_row(listener):
    service = listener.service()
    for status in [500, 500, 500, 500, 200] * 3:
        listener.answer = sends(GOOD, status=status)
        service.ask(DRAFT, RECORD)
    assert len(listener.asked) == 15


def test_the_connection_is_kept(listener):
    service = listener.service()
    for _ in range(3):
        assert service.ask(DRAFT, RECORD) == Answer("publish")
    assert listener.connections == 1


def test_a_connection_that_was_closed_meanwhile_is_made_anew(listener):
    service = listener.service()
    listener.answer = writes(OK + b"Content-Length: 22\r\n\r\n" + GOOD)
    for _ in range(3):
        assert service.ask(DRAFT, RECORD) == Answer("publish")
        time.sleep(0.05)
    assert listener.connections == 3


def test_many_ask_at_once_and_each_has_its_own_answer(listener):
    listener.answer = lambda asking: says("hold", reason=json.loads(asking.body)["text"])(asking)
    service, notes = listener.service(timeout_ms=5000), {}

    def ask(number):
        notes[number] = service.ask(Draft(f"Cup {number}", "en"), RECORD).note

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert notes == {number: f"Cup {number}" for number in range(20)}
