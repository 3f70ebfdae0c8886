"""Addresses of pictures and clips: bring one, see one, and see one's own."""

import re
from pathlib import Path
from typing import IO, Any

from flask import Blueprint, Response, jsonify, request

from community.config import MAX_CLIP_REQUEST_BYTES, MAX_IMAGE_BYTES
from community.database import decode_cursor, encode_cursor
from community.errors import NotFound, Refused, TeahouseError, retry_header
from community.jobs.models import Job
from community.media.actions import add_picture, bring_picture
from community.media.clips import add_clip, bring_clip, take_in
from community.media.encoding import is_quick
from community.media.filming import film_kind
from community.media.forms import AltForm, PictureForm
from community.media.models import Clip, Picture
from community.media.queries import newest_clips_of, newest_of
from community.media.serving import serve_clip, serve_picture
from community.permissions import public, requires, slow, takes_up_to
from community.web import limits
from community.web.answers import see, show
from community.web.forms import first_error
from community.web.incoming import as_no_room, working_folder
from community.web.language import interface_language
from community.web.viewer import viewer

NAME = re.compile(r"[0-9a-f]{24}-(small|medium|large)\.(webp|avif)")
CLIP_NAME = re.compile(r"[0-9a-f]{24}\.(mp4|webm)")
PER_PAGE = 24
CLIPS_SHOWN = 12
blueprint = Blueprint("media", __name__)


@blueprint.get("/media/<name>")
@public
def show_picture(name: str) -> Response:
    if CLIP_NAME.fullmatch(name):
        return serve_clip(name)
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
    clips = newest_clips_of(viewer().id, CLIPS_SHOWN) if before is None else ()
    return show("media/new.html", form=PictureForm(), pictures=shown, clips=clips, after=after)


@blueprint.post("/media")
@requires("picture.upload")
@takes_up_to(MAX_CLIP_REQUEST_BYTES)
@slow
def upload_picture() -> Any:
    form = PictureForm()
    try:
        limits.hit_both("upload", viewer().id)
        if not form.validate_on_submit():
            raise Refused(first_error(form), "file")
        made = bring(form.file.data.stream, form.alt.data or "")
    except TeahouseError as error:
        if wants_page():
            raise
        return jsonify(error=str(error.message)), error.status, retry_header(error)
    return brought(made)


def bring(file: IO[bytes], alt: str) -> Picture | Clip | Job:
    """Tell by its content what is brought, and make it."""
    if kind := film_kind(file):
        return bring_film(file, kind, alt)
    # A byte more than is taken, so that what is larger is seen to be.
    data = file.read(MAX_IMAGE_BYTES + 1)
    if is_quick(data) or not may_take_long():
        return add_picture(data, by=viewer(), alt=alt)
    return bring_picture(data, by=viewer(), alt=alt, language=interface_language())


def bring_film(file: IO[bytes], kind: str, alt: str) -> Clip | Job:
    """Have a clip made in the background, or at once for an asker who waits for it."""
    with as_no_room(), working_folder() as folder:
        source = Path(folder) / "brought"
        take_in(file, source)
        if may_take_long():
            return bring_clip(source, kind, by=viewer(), alt=alt, language=interface_language())
        return add_clip(source, kind, Path(folder), by=viewer(), alt=alt)


def may_take_long() -> bool:
    """Tell whether the asker can wait for a job: a browser's plain form, or who says so (RFC 7240)."""
    return wants_page() or "respond-async" in request.headers.get("Prefer", "")


def brought(made: Picture | Clip | Job) -> Any:
    """Answer with what was made, or with the address of the job that makes it."""
    if isinstance(made, Job):
        return see(made.url) if wants_page() else (jsonify(job=made.url), 202)
    if wants_page():
        return show("media/show.html", made=made, form=AltForm(obj=made))
    return jsonify(made.described)


def wants_page() -> bool:
    """Tell whether a browser's plain form asks, rather than a script."""
    # Not `.best`: Chromium names signed exchanges, which count as more specific than any page.
    kinds = ("application/json", "text/html")
    return request.accept_mimetypes.best_match(kinds) == "text/html"
