"""The gate before every view: may this person ask for it, and does the form come from our page."""

from urllib.parse import quote, urlsplit

from flask import Flask, current_app, request
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from community.database import begin_writing
from community.errors import Forbidden, NotSignedIn
from community.extensions import csrf
from community.permissions import can
from community.web.kept import keep_typed
from community.web.limits import client_address, hit


def init_app(app: Flask) -> None:
    app.before_request(guard)


def guard() -> None:
    """Refuse what comes from elsewhere or is not allowed; check the token; open the transaction."""
    if request.endpoint is None:
        return
    view = current_app.view_functions[request.endpoint]
    what = getattr(view, "guard", None)
    if what is None:
        raise LookupError(f"The view {request.endpoint} has no guard.")
    is_open = getattr(view, "is_from_anywhere", False)
    if request.method == "POST" and not is_open and not is_from_here():
        raise CSRFError("The form was sent from another site.")
    if not can(what):
        turn_away()
    if request.method == "POST":
        # Only now: who may not come in has nothing large read from them.
        request.max_content_length = getattr(view, "max_bytes", request.max_content_length)
        if not getattr(view, "is_without_token", False):
            csrf.protect()
        if not getattr(view, "is_slow", False):
            begin_writing()


def turn_away() -> None:
    """Send a guest to sign in, keeping what was typed; tell anyone else that they may not."""
    if current_user.is_shut_out:
        raise Forbidden(
            _("Your account is closed to this for now. The decision says why, and how to object.")
        )
    if current_user.is_authenticated:
        raise Forbidden
    if request.method == "POST":
        hit("kept", client_address())
        keep_typed()
    raise NotSignedIn


def is_from_here() -> bool:
    """Tell whether a form was sent from one of our own pages, as far as the browser says.

    Another site's form comes without our cookie (SameSite): an answer that began a session would put a
    guest's in the place of the one that is there, and words that nobody here typed into it.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return not origin or urlsplit(origin).netloc == request.host


def sign_in_address() -> str:
    """Return the address of the sign-in page that leads back to what was asked for."""
    wanted = request.full_path.rstrip("?")
    return f"/sign-in?next={quote(wanted, safe='/')}"
