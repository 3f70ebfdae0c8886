"""Objections: made on the page of a decision, read at the desk by somebody else."""

from typing import Any

from flask import Blueprint, flash, request
from flask_babel import gettext as _
from flask_login import current_user

from community.errors import Conflict, Forbidden, NotFound, Refused
from community.moderation import appeals, queries
from community.moderation.actions import SomeoneWasFirst
from community.moderation.forms import AppealAnswerForm, AppealForm
from community.moderation.models import Appeal, Decision
from community.moderation.pasts import pasts_of
from community.moderation.rules import RULES
from community.moderation.standing import later_decisions
from community.moderation.statements import show_statement
from community.moderation.waiting import counts_here, show_decided
from community.permissions import allow, requires
from community.web.answers import is_fragment, see, show
from community.web.kept import forget_kept
from community.web.limits import hit
from community.web.viewer import viewer

blueprint = Blueprint("appeals", __name__)
ID = "<int(min=1,max=2147483647):appeal_id>"


@blueprint.get("/decisions/<int(max=2147483647):decision_id>/appeal")
@requires("notification.read")
def show_form(decision_id: int) -> Any:
    return show_statement(queries.decision_for(decision_id, current_user), AppealForm())


@blueprint.post("/decisions/<int(max=2147483647):decision_id>/appeal")
@requires("notification.read")
def make(decision_id: int) -> Any:
    decision, form = queries.decision_for(decision_id, current_user), AppealForm()
    if not form.validate_on_submit():
        return show_statement(decision, form, 422)
    hit("appeal", current_user.id)
    try:
        appeals.appeal(decision, by=viewer(), text=form.text.data)
    except (Refused, Conflict, Forbidden) as refused:
        form.fails_with(Refused(refused.message, "text"))
        return show_statement(decision, form, refused.status)
    forget_kept(request.path)
    flash(
        _("Thank you. Somebody who did not decide this reads it, and you will hear the answer."),
        "good",
    )
    return see(f"/decisions/{decision.id}")


@blueprint.route(f"/moderation/appeals/{ID}", methods=["GET", "POST"])
@requires("appeal.decide")
def answer(appeal_id: int) -> Any:
    made = queries.appeal_by_id(appeal_id)
    if made is None:
        raise NotFound
    form = AppealAnswerForm()
    if request.method == "GET":
        return _show(made, form, 200)
    allow("appeal.decide", made)
    if not form.validate_on_submit():
        return _show(made, form, 422)
    return _answer(made, form)


def _answer(made: Appeal, form: AppealAnswerForm) -> Any:
    try:
        given = appeals.answer_appeal(
            made, by=viewer(), outcome=form.decision.data, note=form.note.data or ""
        )
    except SomeoneWasFirst as first:
        return _show(made, form, 409, first)
    said = _said(given)
    if is_fragment():
        return show_decided(said)
    flash(said, "good")
    return see("/moderation/appeals")


def _said(given: Decision) -> str:
    """Say to the moderator what an answer has done; where words stay as they are, why."""
    if newer_id := given.details.get("newer_id"):
        return _(
            "Answered. The words stay as a later decision left them: decision %(number)d.",
            number=newer_id,
        )
    return _("Answered. The author and those who reported it are told.")


def _show(made: Appeal, form: AppealAnswerForm, status: int, first: Any = None) -> Any:
    template = "_appeal_fragment" if is_fragment() else "appeal"
    return show(
        f"moderation/{template}.html",
        status,
        appeal=made,
        why_not=appeals.why_not(made, viewer()),
        form=form,
        first=first,
        pasts=pasts_of({made.author_id}),
        later=later_decisions([made]).get(made.id),
        counts=counts_here(),
        rules=RULES,
    )
