"""What happens to an account and is noted for its owner to read."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from community.accounts.models import SecurityEvent
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
