"""What comes back: reports that a letter did not arrive (RFC 3464), and complaints (RFC 5965).

Only what brings back a Message-ID of ours is believed: see `message_ids`.
"""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import default
from email.utils import parseaddr
from typing import NamedTuple

from community.letters.message_ids import is_to, ref_of

MAX_PARTS = 50
REPORTS = ("message/delivery-status", "message/feedback-report")
ORIGINALS = ("message/rfc822", "text/rfc822-headers", "message/global")
RECIPIENTS = ("Original-Recipient", "Final-Recipient", "Original-Rcpt-To")
# Refused for what the box or our server is like today: full, too much, too new (RFC 3463).
PASSING = ("5.2.2", "5.3", "5.4.7", "5.7")


class NotAReport(Exception):
    """The message is no report, or not of a letter of ours. The text is one line."""


class Bounce(NamedTuple):
    """`kind` is permanent, soft, complaint, or delayed; `address` is known where `ref` leaves it open."""

    kind: str
    ref: str
    address: str


def read_bounce(raw: bytes) -> Bounce:
    """Return what a report says of one of our letters. Raises NotAReport."""
    message = message_from_bytes(raw, policy=default)
    parts = list(_walk(message))
    report = next((part for part in parts if part.get_content_type() in REPORTS), None)
    if report is None:
        raise NotAReport("This is no report about a letter.")
    originals = [head for part in parts if (head := _original(part)) is not None]
    ref = next((ref for head in originals if (ref := ref_of(_line(head, "Message-ID")))), "")
    if not ref:
        raise NotAReport("This report brings back no letter of ours.")
    blocks = list(_blocks(report))
    address = ""
    if ref.startswith("t-"):
        named = [_line(head, "To") for head in originals] + _recipients(blocks)
        address = next((one for name in named if is_to(ref, one := _address(name))), "")
    return Bounce(_kind(report, blocks), ref, address)


def _walk(message: Message) -> Iterator[Message]:
    for count, part in enumerate(message.walk()):
        if count >= MAX_PARTS:
            return
        yield part


def _blocks(report: Message) -> Iterator[Message]:
    """Yield the groups of fields: of the message, then of each recipient."""
    payload = report.get_payload()
    if isinstance(payload, list):
        for part in payload[:MAX_PARTS]:
            if isinstance(part, Message):
                yield part
                if isinstance(text := part.get_payload(), str) and ":" in text:
                    yield message_from_bytes(text.strip().encode("utf-8", "replace"))
    elif isinstance(payload, str):
        for block in payload.replace("\r\n", "\n").split("\n\n")[:MAX_PARTS]:
            yield message_from_bytes(block.strip().encode("utf-8", "replace"))


def _original(part: Message) -> Message | None:
    if part.get_content_type() not in ORIGINALS:
        return None
    payload = part.get_payload()
    if isinstance(payload, list) and payload and isinstance(payload[0], Message):
        return payload[0]
    content = part.get_payload(decode=True)
    return message_from_bytes(content) if isinstance(content, bytes) else None


def _kind(report: Message, blocks: list[Message]) -> str:
    if report.get_content_type() == "message/feedback-report":
        kinds = {_line(block, "Feedback-Type").lower() for block in blocks} - {""}
        return "complaint" if kinds != {"not-spam"} else "delayed"
    for block in blocks:
        if _line(block, "Action").lower() == "failed":
            status = _line(block, "Status")
            is_gone = status.startswith("5") and not status.startswith(PASSING)
            return "permanent" if is_gone else "soft"
    return "delayed"


def _recipients(blocks: list[Message]) -> list[str]:
    return [line for block in blocks for name in RECIPIENTS if (line := _line(block, name))]


def _address(text: str) -> str:
    """Return the address of `rfc822; <mei@example.org>` or of a header line."""
    return parseaddr(text.rpartition(";")[2])[1]


def _line(block: Message, name: str) -> str:
    try:
        return str(block.get(name, "")).strip()
    except (ValueError, IndexError, TypeError, AttributeError):
        # A header that the parser falls over when it is asked for it.
        return ""
