"""The moderators' desk: its queues, and where decisions are sent."""

from typing import Any

from flask import Blueprint, flash, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from community.database import decode_cursor, encode_cursor
from community.errors import NotFound, Refused
from community.moderation import actions, desk, queries
from community.moderation.forms import DecisionForm
from community.moderation.rules import RULES
from community.permissions import allow, requires
from community.web.answers import is_fragment, see, show

blueprint = Blueprint("desk", __name__)


@blueprint.get("/moderation")
@requires("desk.open")
def first_queue() -> Response:
    counts = desk.queue_counts()
    return see(
        "/moderation/held" if counts["held"] and not counts["reported"] else "/moderation/reported"
    )


@blueprint.get("/moderation/<any(reported, held):queue>")
@requires("desk.open")
def show_queue(queue: str) -> Any:
    place = decode_cursor(request.args.get("after"), int)
    load = desk.reported_cases if queue == "reported" else desk.held_cases
    cases, last = load(place[0] if place else None)
    older = f"/moderation/{queue}?after={encode_cursor(last)}" if last else ""
    return show(
        "moderation/queue.html",
        queue=queue,
        cases=[(case, _form(case.thing)) for case in cases],
        counts=desk.queue_counts(),
        older=older,
        rules=RULES,
    )


@blueprint.get("/moderation/decided")
@requires("desk.open")
def show_decided() -> Any:
    place = decode_cursor(request.args.get("after"), int)
    decisions, last = queries.log_page(place[0] if place else None)
    return show(
        "moderation/decided.html",
        queue="decided",
        decisions=decisions,
        counts=desk.queue_counts(),
        older=f"/moderation/decided?after={encode_cursor(last)}" if last else "",
        rules=RULES,
    )


@blueprint.route("/moderation/comments/<int(max=2147483647):thing_id>", methods=["GET", "POST"])
@requires("decision.make")
def decide_comment(thing_id: int) -> Any:
    return _decide(desk.thing_of("comment", thing_id), "comment")


@blueprint.route("/moderation/articles/<int(max=2147483647):thing_id>", methods=["GET", "POST"])
@requires("decision.make")
def decide_article(thing_id: int) -> Any:
    article = desk.thing_of("article", thing_id)
    if article is not None and (article.is_draft or article.is_scheduled):
        raise NotFound
    return _decide(article, "article")


@blueprint.route("/moderation/profiles/<int(max=2147483647):thing_id>", methods=["GET", "POST"])
@requires("decision.make")
def decide_profile(thing_id: int) -> Any:
    return _decide(desk.thing_of("profile", thing_id), "profile")


def _decide(thing: Any, kind: str) -> Any:
    """Show one case, or take the decision on it and go back to where it was made."""
    if thing is None:
        raise NotFound
    form = _form(thing, sent=request.method == "POST")
    if request.method == "GET":
        return _show_case(thing, kind, form, 200)
    allow("decision.make", thing)
    if not form.validate_on_submit():
        return _show_case(thing, kind, form, 422)
    try:
        actions.decide(
            thing,
            by=current_user,
            outcome=form.decision.data,
            rule=form.rule.data or "",
            note=form.note.data or "",
            version=form.version.data,
        )
    except Refused as refused:
        form.fails_with(refused)
        return _show_case(thing, kind, form, 422)
    return _decided(thing, form.decision.data)


def _decided(thing: Any, outcome: str) -> Any:
    said = {
        "approve": _("Approved. Those it concerns are told."),
        "hold": _("Held. Nobody but its writer sees it now."),
        "remove": _("Removed. The author and the reporters are told why."),
    }[outcome]
    if is_fragment():
        return show("moderation/_decided.html", text=said, thing=thing)
    flash(said, "good")
    return see("/moderation/held" if request.args.get("from") == "held" else "/moderation")


def _show_case(thing: Any, kind: str, form: DecisionForm, status: int) -> Any:
    case = desk.case_of(thing, kind)
    template = "moderation/_case_fragment.html" if is_fragment() else "moderation/case.html"
    return show(template, status, case=case, form=form, counts=desk.queue_counts(), rules=RULES)


def _form(thing: Any, sent: bool = False) -> DecisionForm:
    """Return the form of one case; its fields' ids are its own, for a page holds many."""
    form = DecisionForm() if sent else DecisionForm(formdata=None)
    for field in form:
        field.id = f"{field.name}-{thing.__tablename__}-{thing.id}"
    return form
