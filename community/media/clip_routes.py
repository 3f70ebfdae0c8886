"""The page of one's own clip: what to copy into a text, and what it shows."""

from typing import Any

from flask import flash
from flask_babel import gettext as _

from community.media.clips import describe_clip
from community.media.forms import AltForm
from community.media.queries import own_clip
from community.media.routes import blueprint
from community.permissions import requires
from community.web.answers import see, show
from community.web.viewer import viewer


@blueprint.get("/media/clips/<key>")
@requires("picture.upload")
def show_own_clip(key: str) -> Any:
    clip = own_clip(key, viewer().id)
    return show("media/clip.html", clip=clip, form=AltForm(obj=clip))


@blueprint.post("/media/clips/<key>")
@requires("picture.upload")
def change_alt_of_clip(key: str) -> Any:
    clip = own_clip(key, viewer().id)
    form = AltForm()
    if not form.validate():
        return show("media/clip.html", 422, clip=clip, form=form)
    describe_clip(clip, form.alt.data or "")
    flash(_("Saved."), "good")
    return see(clip.page_url)
