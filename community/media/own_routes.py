"""The page of one's own picture or clip: what to copy into a text, and what it shows."""

from typing import Any

from flask import flash
from flask_babel import gettext as _

from community.media.actions import describe
from community.media.forms import AltForm
from community.media.models import Clip, Picture
from community.media.queries import own_by_key
from community.media.routes import blueprint
from community.permissions import requires
from community.web.answers import see, show
from community.web.viewer import viewer

KINDS: dict[str, Any] = {"pictures": Picture, "clips": Clip}
ONE = "/media/<any(pictures, clips):shelf>/<key>"


@blueprint.get(ONE)
@requires("picture.upload")
def show_own(shelf: str, key: str) -> Any:
    made = own_by_key(KINDS[shelf], key, viewer().id)
    return show("media/show.html", made=made, form=AltForm(obj=made))


@blueprint.post(ONE)
@requires("picture.upload")
def change_alt(shelf: str, key: str) -> Any:
    made = own_by_key(KINDS[shelf], key, viewer().id)
    form = AltForm()
    if not form.validate():
        return show("media/show.html", 422, made=made, form=form)
    describe(made, form.alt.data or "")
    flash(_("Saved."), "good")
    return see(made.page_url)
