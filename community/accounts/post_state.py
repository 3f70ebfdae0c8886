"""Whether letters reach an account: what came back, when to stop, when to try again.

After a letter that nobody can get, or three that failed on different days, nothing is sent but what is
about the account itself: confirming an address, a new password.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from community.accounts.addresses import address_key
from community.accounts.models import User
from community.database import now
from community.extensions import db

MAX_FAILURES = 3
# Several letters of one morning that fail are one failure.
APART = timedelta(hours=20)


def note_bounce(_sender: Any, kind: str, address: str, ref: str) -> None:
    """Note a bounce against the account with this address, if there is one."""
    if not address:
        return
    key = address_key(address)
    user = db.session.scalar(select(User).where(User.email_key == key).with_for_update())
    if user is not None:
        note_failure(user, is_permanent=kind != "soft")


def note_failure(user: User, *, is_permanent: bool) -> None:
    """Count a letter that did not arrive; stop after the last one that may fail."""
    user.mail_failures, user.mail_failed_at = count_on(user.mail_failures, user.mail_failed_at)
    if is_permanent or user.mail_failures >= MAX_FAILURES:
        user.mail_stopped_at = user.mail_stopped_at or now()


def count_on(failures: int, failed_at: Any) -> tuple[int, Any]:
    """Return the count after one more failure and when it was; those of one day count once."""
    if failed_at is not None and now() - failed_at < APART:
        return max(failures, 1), failed_at
    return failures + 1, now()


def trust_again(user: User) -> None:
    """Forget what came back: the address works, or its owner says so."""
    if user.mail_failures or user.mail_stopped_at:
        user.mail_failures, user.mail_failed_at, user.mail_stopped_at = 0, None, None
