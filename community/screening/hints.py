"""Words that came back with a hint: remembered in the session, so that they come back once only."""

from typing import Any

from flask import request, session

from community.errors import Refused
from community.screening.verdicts import SentBack

MAX_REMEMBERED = 10


def refuse(form: Any, refused: Refused) -> int:
    """Show in a form why its words were refused, and remember a hint; return the status."""
    form.fails_with(refused)
    if isinstance(refused, SentBack):
        _remember(request.path, refused.check)
    return refused.status


def hinted_at(path: str) -> frozenset[str]:
    """Return the checks that have sent words back from this address already."""
    return frozenset(check for place, check in session.get("hinted", ()) if place == path)


def forget_hints(path: str) -> None:
    """Forget the hints of an address, once its words were taken."""
    if hinted_at(path):
        session["hinted"] = [one for one in session["hinted"] if one[0] != path]


def _remember(path: str, check: str) -> None:
    told = [one for one in session.get("hinted", ()) if tuple(one) != (path, check)]
    session["hinted"] = [*told, [path, check]][-MAX_REMEMBERED:]
