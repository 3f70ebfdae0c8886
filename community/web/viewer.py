"""Who is looking: the account that is signed in, or nobody."""

from typing import Any

from flask import has_request_context
from flask_login import AnonymousUserMixin, current_user


class Guest(AnonymousUserMixin):
    """Someone who is not signed in: has no rights beyond reading."""

    id = None
    role = None
    is_author = is_moderator = is_newcomer = is_shut_out = False
    sanction = ""


def viewer() -> Any:
    """Return the User who is signed in; None for a guest, and outside of a request."""
    if not has_request_context():
        return None
    return current_user._get_current_object() if current_user.is_authenticated else None
