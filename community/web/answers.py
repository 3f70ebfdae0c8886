"""The shapes of an answer: a page, a fragment for the page's own script, a way onward."""

from typing import Any
from urllib.parse import urlsplit

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

Answer = Response | str | tuple[str, int]


def is_fragment() -> bool:
    """Tell whether the page's own script asks for the changed fragment only."""
    return request.headers.get("HX-Request") == "true"


def show(template: str, status: int = 200, **context: Any) -> tuple[str, int]:
    """Render a page."""
    return render_template(template, **context), status


def see(address: str) -> Response:
    """Send the browser on to the page that shows the result (303)."""
    return redirect(address, 303)


def safe_next(address: str | None, otherwise: str = "/") -> str:
    """Return the address if it stays on this site, else the other one.

    Browsers read a backslash as a slash and drop tabs and newlines inside an address, so anything
    unusual is refused rather than mended.
    """
    if not address or not address.startswith("/") or address[1:2] in ("/", "\\"):
        return otherwise
    if "\\" in address or any(character <= " " for character in address):
        return otherwise
    try:
        parts = urlsplit(address)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else address
