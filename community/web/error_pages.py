"""Every error as a page: what happened, what to do next, and what was typed, ready to send again."""

import errno
import logging
from typing import Any

from flask import Flask, Response, g, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from community.errors import NotSignedIn, TeahouseError, retry_header
from community.extensions import db
from community.logs import note_refusal
from community.web.answers import is_fragment, see
from community.web.guard import is_from_here, sign_in_address
from community.web.kept import typed_fields
from community.web.viewer import Guest

RETRY_AFTER_SECONDS = 5
# Not a status: the 400 of a form whose token is missing or stale.
GROWN_OLD = -400
REFUSALS = frozenset({400, 403, 429})
KEPT_ON = frozenset({400, 403, 404, 409, 413, 415, 422, 429, 500, 503, 507})
# A large form passes through the folder for passing files, which may be full as well.
FULL = (errno.ENOSPC, errno.EDQUOT)
log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(NotSignedIn, lambda _error: see(sign_in_address()))
    app.register_error_handler(TeahouseError, own_error)
    app.register_error_handler(CSRFError, csrf_error)
    app.register_error_handler(OperationalError, database_error)
    app.register_error_handler(HTTPException, http_error)


def titles() -> dict[int, tuple[str, str]]:
    """Return for each status what happened and what one can do, in the reader's language."""
    return {
        400: (
            _("This cannot be read"),
            _("Something in what was sent is missing or garbled. Go back and try again."),
        ),
        GROWN_OLD: (
            _("This form had grown old"),
            _("It was open too long, or cookies are off. Nothing is lost: send it again below."),
        ),
        403: (_("This is not yours to do"), _("Your account does not have the right for it.")),
        404: (
            _("There is nothing here"),
            _("The address may be wrong, or what stood here is no longer public."),
        ),
        405: (_("Not like this"), _("This address takes forms only from their own page.")),
        409: (_("Someone was faster"), _("It was changed since you opened it.")),
        413: (_("That is too large"), _("Pictures may have up to 20 MB, clips up to 100.")),
        415: (
            _("This kind of file is not taken"),
            _("Pictures may be JPEG, PNG, WebP, GIF, AVIF or HEIC; clips MP4, WebM or MOV."),
        ),
        422: (_("That did not work"), _("Something in it does not hold.")),
        429: (_("One moment, please"), _("That was a little fast.")),
        500: (_("Something broke on our side"), _("It has been noted. Please try again later.")),
        507: (
            _("There is no room left"),
            _("The disk of this site is full. Nothing was kept; please try again later."),
        ),
        503: (_("We are catching our breath"), _("Please try again in a few seconds.")),
    }


def error_page(status: int, message: Any = "", **headers: str) -> Response:
    """Render the page of an error; words that were typed stand in it, to be sent again."""
    title, text = titles().get(status) or titles()[500]
    status = 400 if status == GROWN_OLD else status
    if status in REFUSALS:
        note_refusal(log, status)
    is_typed_here = request.method == "POST" and is_from_here()
    kept = typed_fields() if is_typed_here and status in KEPT_ON else []
    page = render_template(
        "errors/error.html",
        status=status,
        title=title,
        text=message or text,
        kept={"action": request.full_path.rstrip("?"), "fields": kept} if kept else None,
    )
    return make_response(page, status, headers)


def own_error(error: TeahouseError) -> Response:
    return error_page(error.status, error.message, **retry_header(error))


def csrf_error(_error: CSRFError) -> Response:
    if is_fragment():  # There is no form below, and a new one comes with the page.
        return error_page(
            GROWN_OLD, _("This page has grown old. Reload it; what you wrote is kept.")
        )
    return error_page(GROWN_OLD)


def database_error(error: OperationalError) -> Response:
    """Answer 503: the database is away or busy. What was begun is undone."""
    log.error("The database did not answer: %s", error.orig)
    db.session.rollback()
    g._login_user = Guest()  # Who it is cannot be looked up now; the page is shown as to a guest.
    return error_page(503, **{"Retry-After": str(RETRY_AFTER_SECONDS)})


def http_error(error: HTTPException) -> Response:
    """Answer Flask's own errors, and anything unforeseen, with our page."""
    original = getattr(error, "original_exception", None)
    if isinstance(original, OperationalError):
        return database_error(original)
    if isinstance(original, OSError) and original.errno in FULL:
        log.error("A disk is full: %s", original)
        db.session.rollback()
        return error_page(507)
    if error.response is not None:
        return make_response(error.get_response())
    if isinstance(error, InternalServerError):
        db.session.rollback()
    if error.code and error.code < 400:
        return make_response(error.get_response())
    headers = dict(error.get_headers(request.environ))
    keep = {name: headers[name] for name in ("Allow", "Retry-After") if name in headers}
    return error_page(error.code or 500, **keep)
