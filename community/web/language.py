"""The language and the look of the interface: what the reader chose, else what the browser says."""

from flask import Blueprint, Flask, current_app, has_request_context, request
from werkzeug.wrappers import Response

from community.config import INTERFACE_LANGUAGES
from community.extensions import babel
from community.permissions import public, without_token
from community.web.answers import safe_next, see
from community.web.viewer import viewer

YEAR_SECONDS = 365 * 24 * 3600
THEMES = ("auto", "light", "dark")
blueprint = Blueprint("interface", __name__)


def init_app(app: Flask) -> None:
    babel.init_app(
        app,
        default_locale="en",
        default_translation_directories=str(app.config["TRANSLATIONS"]),
        locale_selector=lambda: interface_language().replace("-", "_"),
        timezone_selector=lambda: getattr(viewer(), "timezone", "") or "UTC",
    )
    app.register_blueprint(blueprint)


def interface_language() -> str:
    """Return `en`, `zh-Hans` or `zh-Hant` for this request; `en` outside of one."""
    if not has_request_context():
        return "en"
    who = viewer()
    chosen = who.language if who else request.cookies.get("language", "")
    return chosen if chosen in INTERFACE_LANGUAGES else _of_browser()


def _of_browser() -> str:
    for tag, _quality in request.accept_languages:
        parts = tag.lower().replace("_", "-").split("-")
        if parts[0] == "zh":
            is_traditional = {"hant", "tw", "hk", "mo"} & set(parts) and "hans" not in parts
            return "zh-Hant" if is_traditional else "zh-Hans"
        if parts[0] == "en":
            return "en"
    return "en"


def theme() -> str:
    """Return `light`, `dark`, or `auto` for the system's own."""
    chosen = request.cookies.get("theme", "auto") if has_request_context() else "auto"
    return chosen if chosen in THEMES else "auto"


@blueprint.post("/language")
@public
@without_token
def choose_language() -> Response:
    """Keep the language in a cookie, and on the account of who is signed in."""
    chosen = request.form.get("language", "")
    answer = see(safe_next(request.form.get("next")))
    if chosen in INTERFACE_LANGUAGES:
        remember(answer, "language", chosen)
        if who := viewer():
            who.language = chosen
    return answer


@blueprint.post("/theme")
@public
@without_token
def choose_theme() -> Response:
    chosen = request.form.get("theme", "")
    answer = see(safe_next(request.form.get("next")))
    if chosen in THEMES:
        remember(answer, "theme", chosen)
    return answer


def remember(answer: Response, name: str, choice: str) -> None:
    """Keep a choice in this browser for a year."""
    answer.set_cookie(
        name,
        choice,
        max_age=YEAR_SECONDS,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        samesite="Lax",
        httponly=True,
    )
