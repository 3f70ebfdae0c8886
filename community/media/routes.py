"""Addresses of pictures: bring one, see one, and say what one's own show."""

import re
from typing import Any

from flask import Blueprint, Response, flash, jsonify, request
from flask_babel import gettext as _

from community.database import decode_cursor, encode_cursor
from community.errors import NotFound, Refused, TeahouseError, retry_header
from community.jobs.models import Job
from community.media.actions import add_picture, bring_picture, describe
from community.media.encoding import is_quick
from community.media.forms import AltForm, PictureForm
from community.media.models import Picture
from community.media.queries import newest_of, own_by_key
from community.media.serving import serve_picture
from community.permissions import public, requires, slow
from community.web import limits
from community.web.answers import see, show
from community.web.forms import first_error
from community.web.language import interface_language
from community.web.viewer import viewer

NAME = re.compile(r"[0-9a-f]{24}-(small|medium|large)\.(webp|avif)")
PER_PAGE = 24
blueprint = Blueprint("media", __name__)


@blueprint.get("/media/<name>")
@public
def show_picture(name: str) -> Response:
    if not NAME.fullmatch(name):
        raise NotFound
    return serve_picture(name)


@blueprint.get("/media")
@requires("picture.upload")
def new_picture() -> Any:
    before = decode_cursor(request.args.get("page"), int)
    found = newest_of(viewer().id, before[0] if before else None, PER_PAGE + 1)
    shown = found[:PER_PAGE]
    after = encode_cursor(shown[-1].id) if len(found) > PER_PAGE else None
    return show("media/new.html", form=PictureForm(), pictures=shown, after=after)


@blueprint.post("/media")
@requires("picture.upload")
@slow
def upload_picture() -> Any:
    form = PictureForm()
    try:
        limits.hit_both("upload", viewer().id)
        if not form.validate_on_submit():
            raise Refused(first_error(form), "file")
        made = bring(form.file.data.read(), form.alt.data or "")
    except TeahouseError as error:
        if wants_page():
            raise
        return jsonify(error=str(error.message)), error.status, retry_header(error)
    return brought(made)


def bring(data: bytes, alt: str) -> Picture | Job:
    """Make a picture at once if that is quick or the asker waits for it, else in the background."""
    if is_quick(data) or not (wants_page() or "respond-async" in request.headers.get("Prefer", "")):
        return add_picture(data, by=viewer(), alt=alt)
    return bring_picture(data, by=viewer(), alt=alt, language=interface_language())


def brought(made: Picture | Job) -> Any:
    """Answer with the picture, or (RFC 7240) with the address of the job that makes it."""
    if isinstance(made, Job):
        return see(made.url) if wants_page() else (jsonify(job=made.url), 202)
    if wants_page():
        return show("media/show.html", picture=made, form=AltForm(obj=made))
    return jsonify(made.described)


@blueprint.get("/media/pictures/<key>")
@requires("picture.upload")
def show_own(key: str) -> Any:
    picture = own_by_key(key, viewer().id)
    return show("media/show.html", picture=picture, form=AltForm(obj=picture))


@blueprint.post("/media/pictures/<key>")
@requires("picture.upload")
def change_alt(key: str) -> Any:
    picture = own_by_key(key, viewer().id)
    form = AltForm()
    if not form.validate():
        return show("media/show.html", 422, picture=picture, form=form)
    describe(picture, form.alt.data or "")
    flash(_("Saved."), "good")
    return see(picture.page_url)


def wants_page() -> bool:
    """Tell whether a browser's plain form asks, rather than a script."""
    # Not `.best`: Chromium names signed exchanges, which count as more specific than any page.
    kinds = ("application/json", "text/html")
    return request.accept_mimetypes.best_match(kinds) == "text/html"
