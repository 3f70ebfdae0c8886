"""Addresses of pictures: bring one, see one."""

import re
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_login import current_user

from community.errors import NotFound, Refused, TeahouseError, retry_header
from community.media.actions import add_picture
from community.media.forms import PictureForm
from community.media.models import Picture
from community.media.serving import serve
from community.permissions import public, requires, slow
from community.web import limits
from community.web.answers import show
from community.web.forms import first_error

NAME = re.compile(r"[0-9a-f]{24}-(small|medium|large)\.webp")
blueprint = Blueprint("media", __name__)


@blueprint.get("/media/<name>")
@public
def show_picture(name: str) -> Response:
    if not NAME.fullmatch(name):
        raise NotFound
    return serve(name, "image/webp")


@blueprint.get("/media")
@requires("picture.upload")
def new_picture() -> Any:
    return show("media/new.html", form=PictureForm())


@blueprint.post("/media")
@requires("picture.upload")
@slow
def upload_picture() -> Any:
    form = PictureForm()
    try:
        limits.hit_both("upload", current_user.id)
        if not form.validate_on_submit():
            raise Refused(first_error(form), "file")
        data = form.file.data.read()
        picture = add_picture(data, by=current_user, alt=form.alt.data or "")
    except TeahouseError as error:
        if wants_page():
            raise
        return jsonify(error=str(error.message)), error.status, retry_header(error)
    return show("media/show.html", picture=picture) if wants_page() else jsonify(described(picture))


def wants_page() -> bool:
    """Tell whether a browser's plain form asks, rather than a script."""
    # Not `.best`: Chromium names signed exchanges, which count as more specific than any page.
    kinds = ("application/json", "text/html")
    return request.accept_mimetypes.best_match(kinds) == "text/html"


def described(picture: Picture) -> dict[str, object]:
    """Return what the editor needs to put the picture into a text."""
    alt = re.sub(r"[\[\]\\]", "", picture.alt)
    return {
        "url": picture.url("large"),
        "width": picture.width,
        "height": picture.height,
        "markdown": f"![{alt}]({picture.url('large')})",
    }
