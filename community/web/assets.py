"""Style sheets, scripts and icons: fingerprinted addresses, one joined sheet, pictures of no request."""

import hashlib
import mimetypes
import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app
from lucide.jinja import lucide
from werkzeug.utils import safe_join

from community.errors import NotFound
from community.permissions import public

FOREVER = "public, max-age=31536000, immutable"
SHEET_ORDER = ("tokens", "reset", "base", "layout", "components/*", "slices/*", "utilities")
LAYERS = "@layer reset, base, components, slices, utilities;\n"
blueprint = Blueprint("assets", __name__)


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(asset=asset, stylesheet=stylesheet, icon=icon)


def asset(name: str) -> str:
    """Return the address of a static file; it changes when any static file does."""
    return f"/assets/{fingerprint(_folder())}/{name}"


def stylesheet() -> str:
    """Return the address of all style sheets in one."""
    return asset("site.css")


@cache
def icon(name: str, size: int = 20) -> str:
    """Return a Lucide icon as inline SVG that screen readers skip."""
    return lucide(name, size=size, aria_hidden="true", **{"class": "icon"})


@cache
def fingerprint(folder: Path) -> str:
    """Return a short hash over all static files. In debug mode it is not kept."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def joined_sheets(folder: Path) -> str:
    """Return all style sheets in the order of their layers."""
    paths = [path for part in SHEET_ORDER for path in sorted((folder / "css").glob(f"{part}.css"))]
    return LAYERS + squeezed("\n".join(path.read_text(encoding="utf-8") for path in paths))


def squeezed(css: str) -> str:
    """Return a style sheet without comments and white space that says nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", css))
    return css.replace(": ", ":").replace(";}", "}")


@blueprint.get("/assets/<version>/site.css")
@public
def site_css(version: str) -> Response:
    return _kept_forever(Response(joined_sheets(_folder()), mimetype="text/css"), version)


@blueprint.get("/assets/<version>/<path:name>")
@public
def static_file(version: str, name: str) -> Response:
    path = safe_join(str(_folder()), name)
    if path is None or not name.startswith(("js/", "brand/")) or not Path(path).is_file():
        raise NotFound
    mimetype = mimetypes.guess_type(path)[0]
    return _kept_forever(Response(Path(path).read_bytes(), mimetype=mimetype), version)


def _kept_forever(response: Response, version: str) -> Response:
    is_current = version == fingerprint(_folder())
    response.headers["Cache-Control"] = FOREVER if is_current else "no-cache"
    return response


def _folder() -> Path:
    return Path(current_app.root_path).parent / "static"
