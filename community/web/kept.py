"""Words that were typed and could not be taken yet: kept over a sign-in or an expired session."""

from flask import request, session
from werkzeug.exceptions import RequestEntityTooLarge

MAX_KEPT = 3
# Of one field and of all: an article of the greatest length, and what belongs to it.
MAX_CHARACTERS = 250_000
NEVER_KEPT = frozenset({"csrf_token", "password", "new_password", "current_password", "mine"})


def typed_fields() -> list[tuple[str, str]]:
    """Return the fields of the form that was sent, in order, without secrets."""
    try:
        sent = list(request.form.items(multi=True))
    except RequestEntityTooLarge:  # It was not read, so there is nothing to give back.
        return []
    return [
        (name, value)
        for name, value in sent
        if name not in NEVER_KEPT and len(value) <= MAX_CHARACTERS
    ]


def keep_typed() -> None:
    """Keep the sent form in the session under its address, the last few only."""
    fields = typed_fields()
    if 0 < sum(len(value) for _name, value in fields) <= MAX_CHARACTERS:
        kept = [one for one in session.get("kept", []) if one[0] != request.path]
        session["kept"] = [*kept, [request.path, fields]][-MAX_KEPT:]


def kept_for(path: str) -> dict[str, str]:
    """Return what was kept for a form's address: field → text; empty if nothing was."""
    for address, fields in session.get("kept", []):
        if address == path:
            return dict(fields)
    return {}


def are_words_kept() -> bool:
    """Tell whether words wait for this person to sign in."""
    return bool(session.get("kept"))


def forget_kept(path: str) -> None:
    """Forget what was kept for a form's address, once it has been taken."""
    if kept_for(path):
        session["kept"] = [one for one in session["kept"] if one[0] != path]
