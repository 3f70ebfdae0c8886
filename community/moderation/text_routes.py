"""Ready texts: what moderators say again and again, in both languages."""

from typing import Any

from flask import Blueprint, flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.errors import NotFound, Refused
from community.moderation import canned
from community.moderation.people_forms import TextForm
from community.moderation.rules import RULES
from community.moderation.waiting import counts_here
from community.permissions import requires
from community.web.answers import see, show
from community.web.viewer import viewer

blueprint = Blueprint("texts", __name__)
ONE = "/moderation/texts/<int(max=2147483647):text_id>"


@blueprint.route("/moderation/texts", methods=["GET", "POST"])
@requires("desk.open")
def texts() -> Any:
    return _keep(None, TextForm())


@blueprint.route(ONE, methods=["GET", "POST"])
@requires("desk.open")
def change(text_id: int) -> Any:
    text = canned.text_by_id(text_id)
    if text is None:
        raise NotFound
    return _keep(text, TextForm(obj=text))


@blueprint.post(f"{ONE}/delete")
@requires("desk.open")
def delete(text_id: int) -> Response:
    canned.drop_text(text_id, by=viewer())
    return see("/moderation/texts")


def _keep(text: Any, form: TextForm) -> Any:
    if not form.validate_on_submit():
        return _show(text, form, 422 if form.is_submitted() else 200)
    names = ("title", "rule", "text_en", "text_zh")
    words = {name: form[name].data or "" for name in names}
    try:
        canned.keep_text(text.id if text else None, by=viewer(), **words)
    except Refused as refused:
        form.fails_with(refused)
        return _show(text, form, 422)
    flash(_("Saved."), "good")
    return see("/moderation/texts")


def _show(text: Any, form: TextForm, status: int) -> Any:
    return show(
        "moderation/texts.html",
        status,
        text=text,
        texts=canned.all_texts(),
        form=form,
        counts=counts_here(),
        rules=RULES,
    )
