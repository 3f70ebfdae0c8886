"""The headers of every answer, errors and static files included. One test pins the whole policy."""

from flask import Flask, Response, current_app, request
from flask_login import current_user

from community.text.films import PLAYERS

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        # The players of films elsewhere, once a reader has asked for one.
        "frame-src " + " ".join(PLAYERS),
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
UPLOAD_POLICY = "default-src 'none'; sandbox"
# A browser that opens a clip by its address makes a page around it, which may show that one file: for
# that it has to be of the same origin. Scripts stay forbidden.
CLIP_POLICY = "default-src 'none'; media-src 'self'; sandbox allow-same-origin"
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = "max-age=31536000; includeSubDomains"


def init_app(app: Flask) -> None:
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Add what is missing; a view that set a header of its own (uploads, caching) keeps it."""
    if response.headers.get("Content-Security-Policy") == UPLOAD_POLICY:
        # Pictures are shown by readers of feeds and letters too, which are other sites.
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin")
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    # A site with an https address has TLS before it, whether or not the proxy says so.
    if request.is_secure or current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", HSTS)
    if "Cache-Control" not in response.headers:
        is_private = request.endpoint is None or current_user.is_authenticated
        response.headers["Cache-Control"] = "no-store" if is_private else "private, no-cache"
        response.vary.update(("Cookie", "Accept-Language", "HX-Request"))
    return response
