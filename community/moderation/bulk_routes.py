"""Many decisions at one stroke, and one step back."""

from typing import Any

from flask import Blueprint, flash, request
from flask_babel import gettext as _
from flask_babel import ngettext

from community.errors import Conflict, Forbidden, NotFound, Refused
from community.extensions import db
from community.moderation import actions
from community.moderation.batches import new_batch
from community.moderation.desk import QUEUES
from community.moderation.models import OUTCOMES
from community.moderation.things import named, thing_of
from community.moderation.undoing import undo_batch
from community.moderation.waiting import show_decided
from community.permissions import can, requires
from community.web.answers import is_fragment, safe_next, see
from community.web.viewer import viewer

blueprint = Blueprint("bulk", __name__)
MAX_CASES = 100


@blueprint.post("/moderation/bulk")
@requires("decision.make")
def decide_many() -> Any:
    """Decide about all chosen cases; those that cannot be decided stay, and it is said how many."""
    outcome, rule = request.form.get("decision", ""), request.form.get("rule", "")
    chosen = request.form.getlist("case")[:MAX_CASES]
    if outcome not in OUTCOMES or not chosen:
        raise Refused(_("Choose some cases, and what to decide about them."))
    batch = new_batch()
    made = sum(_decided(anchor, outcome, rule, batch) for anchor in chosen)
    if made:
        flash(ngettext("%(num)d case is decided.", "%(num)d cases are decided.", made), "good")
        flash(batch, "undo")
    if left := len(chosen) - made:
        said = ngettext(
            "%(num)d case stays: it is your own, was decided meanwhile, or needs a rule.",
            "%(num)d cases stay: they are your own, were decided meanwhile, or need a rule.",
            left,
        )
        flash(said, "error")
    queue = request.args.get("from", "")
    return see(f"/moderation/{queue}" if queue in QUEUES else "/moderation")


def _decided(anchor: str, outcome: str, rule: str, batch: str) -> bool:
    """Decide about one of many; what is refused leaves no trace and does not stop the others."""
    version = request.form.get(f"version-{anchor}", type=int)
    seen = request.form.get(f"seen-{anchor}", type=int)
    try:
        thing = thing_of(*named(anchor))
        if not can("decision.make", thing):
            return False
        with db.session.begin_nested():
            made = actions.decide(
                thing,
                by=viewer(),
                outcome=outcome,
                rule=rule if outcome == "remove" else "",
                version=version,
                seen=seen,
                batch=batch,
            )
    except (Refused, Conflict, Forbidden, NotFound):
        return False
    return made is not None


@blueprint.post("/moderation/batches/<batch>/undo")
@requires("decision.make")
def undo(batch: str) -> Any:
    count = undo_batch(batch, by=viewer())
    said = ngettext("%(num)d decision is undone.", "%(num)d decisions are undone.", count)
    if is_fragment():
        return show_decided(said)
    flash(said, "good")
    return see(safe_next(request.form.get("next"), "/moderation"))
