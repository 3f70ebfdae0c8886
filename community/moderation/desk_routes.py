"""The moderators' desk: its queues, and where decisions are sent."""

from typing import Any

from flask import Blueprint, flash, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from community.comments import queries as comments
from community.errors import Refused
from community.moderation import actions, canned, desk
from community.moderation.actions import SomeoneWasFirst
from community.moderation.answers import about
from community.moderation.batches import new_batch, said_of, said_of_standing
from community.moderation.claims import claim
from community.moderation.context import context_of
from community.moderation.filters import language_choices, read_filters
from community.moderation.forms import DecisionForm
from community.moderation.item_rows import item_of
from community.moderation.rules import RULES
from community.moderation.things import named, thing_of
from community.moderation.waiting import counts_here, show_counts, show_decided
from community.permissions import requires
from community.screening.reasons import NAMES
from community.web.answers import is_fragment, safe_next, see, show
from community.web.forms import wanted_state
from community.web.viewer import viewer

blueprint = Blueprint("desk", __name__)
# The checks that a queue can be narrowed to.
PICKABLE = {"held": NAMES, "reported": {"reports": NAMES["reports"]}}
ID = "<int(min=1,max=2147483647):thing_id>"


@blueprint.get("/moderation")
@requires("desk.open")
def first_queue() -> Response:
    counts = counts_here()
    return see(
        "/moderation/held" if counts["held"] and not counts["reported"] else "/moderation/reported"
    )


@blueprint.get("/moderation/<any(reported, held, newcomers):queue>")
@requires("desk.open")
def show_queue(queue: str) -> Any:
    filters = read_filters(request.args)
    page = desk.queue_page(queue, filters, current_user, request.args.get("after"))
    return show(
        "moderation/queue.html",
        queue=queue,
        page=page,
        filters=filters,
        pickable=PICKABLE.get(queue),
        older=filters.older(queue, page.next_cursor),
        languages=language_choices(desk.languages_of(queue), filters.language),
        **_beside(page.items),
    )


def _beside(items: list[Any]) -> dict[str, Any]:
    """Return what the cards of these items show besides their words."""
    return {
        "beside": context_of(items),
        "counts": counts_here(),
        "rules": RULES,
        "checks": NAMES,
        "texts": canned.all_texts(),
    }


@blueprint.route(f"/moderation/comments/{ID}", methods=["GET", "POST"])
@requires("decision.make")
def decide_comment(thing_id: int) -> Any:
    return _decide("comment", thing_id)


@blueprint.route(f"/moderation/articles/{ID}", methods=["GET", "POST"])
@requires("decision.make")
def decide_article(thing_id: int) -> Any:
    return _decide("article", thing_id)


@blueprint.route(f"/moderation/profiles/{ID}", methods=["GET", "POST"])
@requires("decision.make")
def decide_profile(thing_id: int) -> Any:
    return _decide("profile", thing_id)


@blueprint.get("/moderation/counts")
@requires("desk.open")
def count_cases() -> Any:
    """Tell the script of an open desk how much waits by now; anybody else is led to the desk."""
    return show_counts() if is_fragment() else see("/moderation")


@blueprint.post("/moderation/claims")
@requires("desk.open")
def claim_case() -> Any:
    """Take a case or give it back; a script is told nothing but whether it could."""
    thing = thing_of(*named(request.form.get("case", "")))
    if first := claim(about(thing), by=viewer(), claimed=wanted_state("claimed")):
        raise SomeoneWasFirst(_("@%(name)s is at work on this.", name=first.username), first)
    if is_fragment():
        return "", 200
    return see(safe_next(request.form.get("next"), "/moderation"))


def _decide(kind: str, id_: int) -> Any:
    """Show one case, or take the decision on it and go back to where it was made."""
    thing = thing_of(kind, id_)
    form = DecisionForm() if request.method == "POST" else DecisionForm(formdata=None)
    if request.method == "GET":
        return _show_case(kind, id_, form, 200)
    actions.check_may_decide(thing, viewer())
    if not form.validate_on_submit():
        return _show_case(kind, id_, form, 422)
    try:
        batch = _take(thing, form)
    except SomeoneWasFirst as first:
        return _show_case(kind, id_, form, 409, first=first)
    except Refused as refused:
        form.fails_with(refused)
        return _show_case(kind, id_, form, 422)
    return _decided(thing, form.decision.data, batch)


def _take(thing: Any, form: DecisionForm) -> str:
    """Take the decision of a form; return the name by which it can be undone, "" for none."""
    batch = new_batch()
    language = thing.author.language if hasattr(thing, "author") else thing.language
    made = actions.decide(
        thing,
        by=viewer(),
        outcome=form.decision.data,
        rule=form.rule.data or "",
        note=canned.with_canned(form.note.data or "", form.canned.data, language),
        version=form.version.data,
        seen=form.seen.data,
        batch=batch,
    )
    return batch if made else ""


def _decided(thing: Any, outcome: str, batch: str) -> Any:
    where = request.args.get("from", "")
    if where == "page" and is_fragment() and thing.__tablename__ == "comments":
        row = comments.row_of(thing.id, viewer())
        return show("comments/_changed.html", row=row, article=thing.article)
    said = said_of(outcome) if batch else said_of_standing(outcome)
    if is_fragment():
        return show_decided(said, batch)
    flash(said, "good" if batch else "message")
    if batch:
        flash(batch, "undo")
    if where == "page":
        return see(thing.url)
    return see(f"/moderation/{where}" if where in desk.QUEUES else "/moderation")


def _show_case(kind: str, id_: int, form: DecisionForm, status: int, first: Any = None) -> Any:
    item = item_of(kind, id_)
    fragment = "_decide_in_place" if request.args.get("from") == "page" else "_case_fragment"
    template = f"moderation/{fragment if is_fragment() else 'case'}.html"
    asked = {"queue": request.args.get("from", ""), "item": item, "form": form, "first": first}
    return show(template, status, **asked, **_beside([item] if item else []))
