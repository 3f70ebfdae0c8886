"""Letters that came back: reports as mail servers write them."""

import pytest

from community.letters.message_ids import message_id, new_ref
from tests.newsletters.conftest import article, by_post, post_office, readers, send, wants  # noqa: F401

DSN = """\
From: MAILER-DAEMON@mx.example
To: teahouse@localhost
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

{original}Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}

--b
Content-Type: {kind}

Message-ID: {message_id}
To: {to}
Subject: Tea

--b--
"""
ARF = """\
From: fbl@mx.example
To: teahouse@localhost
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

Somebody pressed a button.
--b
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Mill/1
Version: 1

--b
Content-Type: message/rfc822

Message-ID: {message_id}
To: redacted@mx.example
Subject: Tea

Tea.
--b--
"""


@pytest.fixture
def dsn(app):
    """Write a report about a letter to an address, or about the one with this Message-ID."""

    def write(to, action="failed", status="5.1.1", kind="text/rfc822-headers", **fields):
        fields.setdefault("message_id", message_id(new_ref(to), "localhost"))
        return DSN.format(to=to, action=action, status=status, kind=kind, original="", **fields)

    return write


@pytest.fixture
def arf():
    return lambda message_id, kind="abuse": ARF.format(kind=kind, message_id=message_id)
