"""What happens to an account and is noted for its owner to read."""

import secrets
from datetime import timedelta
from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from community.accounts.models import SecurityEvent
from community.database import change, now
from community.extensions import db
from community.text.plain import clean_line

KINDS = {
    "account_opened": _l("Account opened"),
    "signed_in": _l("Signed in"),
    "sign_in_failed": _l("Sign-in refused: wrong password"),
    "signed_out": _l("Signed out"),
    "password_changed": _l("Password changed"),
    "password_reset": _l("New password set by letter"),
    "address_confirmed": _l("E-mail address confirmed"),
    "address_asked": _l("Change of e-mail address asked for"),
    "address_changed": _l("E-mail address changed"),
    "session_ended": _l("Session ended"),
    "role_changed": _l("Role changed"),
}

LIFETIME = timedelta(days=365)
# One event that is noted in so many sweeps those away that are older.
NOTED_PER_SWEEP = 200


class Place(NamedTuple):
    """Where a request comes from: its network address and the User-Agent of its device."""

    address: str = ""
    device: str = ""


def note(user_id: int | None, kind: str, place: Place) -> None:
    """Note an event. Its words are made one line each, so that none can be forged."""
    db.session.add(
        SecurityEvent(
            user_id=user_id,
            kind=kind,
            address=clean_line(place.address)[:60],
            device=clean_line(place.device)[:300],
        )
    )
    db.session.flush()
    if secrets.randbelow(NOTED_PER_SWEEP) == 0:
        sweep_events()


def sweep_events() -> int:
    """Delete the events of more than a year ago. Returns how many."""
    return change(delete(SecurityEvent).where(SecurityEvent.created_at < now() - LIFETIME))
