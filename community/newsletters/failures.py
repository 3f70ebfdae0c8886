"""What became of a letter, and what it says of the address: when to try again, when to stop."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from community.accounts.addresses import address_key
from community.accounts.models import User
from community.accounts.post_state import MAX_FAILURES, count_on, note_failure
from community.database import change, now
from community.extensions import db
from community.letters.carrier import Outcome
from community.newsletters.models import Delivery, Subscription

# A greylist lets through what comes again after minutes; a box that is full is emptied within a day.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 20, 60, 240, 720))


def note_outcome(delivery_id: int, outcome: Outcome) -> None:
    """Note what became of a letter that was taken; of an address that failed, count it."""
    delivery = db.session.get(Delivery, delivery_id, populate_existing=True)
    if delivery is None:
        return
    delivery.answer = outcome.answer
    if outcome.state in ("later", "away"):
        _wait(delivery, outcome)
    else:
        is_final = outcome.state in ("sent", "dropped")
        delivery.state = outcome.state if is_final else "failed"
        delivery.ended_at = now()
    reader = delivery.subscription
    if reader is None:
        return
    if outcome.state == "sent":
        _arrived(reader)
    elif outcome.state in ("refused", "disliked") or (
        outcome.state == "later" and delivery.state == "failed"
    ):
        count_failure(reader, is_permanent=outcome.state == "refused")


def _wait(delivery: Delivery, outcome: Outcome) -> None:
    """Try again later. While our own server is away, no letter uses up its tries."""
    if outcome.state == "away":
        delivery.tries -= 1
        wait = WAITS[0]
    elif delivery.tries > len(WAITS):
        delivery.state, delivery.ended_at = "failed", now()
        return
    else:
        wait = WAITS[delivery.tries - 1]
    delivery.state, delivery.next_try_at = "waiting", now() + wait


def count_failure(subscription: Subscription, *, is_permanent: bool) -> None:
    """Count a letter that did not arrive: on the account, or on all that the bare address gets."""
    if subscription.user_id is not None:
        user = db.session.get_one(User, subscription.user_id, populate_existing=True)
        note_failure(user, is_permanent=is_permanent)
        return
    failures, failed_at = count_on(subscription.failures, subscription.failed_at)
    values: dict[str, Any] = {"failures": failures, "failed_at": failed_at}
    if is_permanent or failures >= MAX_FAILURES:
        values["ended_at"] = now()
    change(_theirs(subscription.reader_key).values(**values))


def note_bounce(_sender: Any, kind: str, address: str, ref: str) -> None:
    """Note a report about one of our letters; who complains gets none of these any more."""
    if address:
        _note_bare(address_key(address), kind)
    elif ref.startswith("d-") and ref[2:].isdigit():
        delivery = db.session.get(Delivery, int(ref[2:]))
        if delivery is not None and delivery.subscription is not None:
            _note(delivery, delivery.subscription, kind)


def _note(delivery: Delivery, subscription: Subscription, kind: str) -> None:
    if kind == "complaint":
        change(_theirs(subscription.reader_key).values(ended_at=now()))
        return
    delivery.state = "failed"
    count_failure(subscription, is_permanent=kind == "permanent")


def _note_bare(key: str, kind: str) -> None:
    if kind == "complaint":
        change(_theirs(key).values(ended_at=now()))
    elif found := db.session.scalar(select(Subscription).where(Subscription.reader_key == key)):
        count_failure(found, is_permanent=kind == "permanent")


def _arrived(subscription: Subscription) -> None:
    if user := subscription.user:
        if user.mail_failures:
            user.mail_failures, user.mail_failed_at = 0, None
    elif subscription.failures:
        change(_theirs(subscription.reader_key).values(failures=0, failed_at=None))


def _theirs(reader_key: str) -> Any:
    """Ask for all that a reader gets and has not ended."""
    return update(Subscription).where(
        Subscription.reader_key == reader_key, Subscription.ended_at.is_(None)
    )
