"""The desk's lists of decisions: what was decided, and what is objected to."""

from typing import Any

from flask import Blueprint, request

from community.moderation import appeals, ledger
from community.moderation.context import pasts_of
from community.moderation.filters import language_choices, read_filters
from community.moderation.models import ALL_OUTCOMES
from community.moderation.rules import RULES
from community.moderation.standing import later_decisions
from community.moderation.waiting import counts_here
from community.permissions import requires
from community.text.language import LANGUAGES
from community.web.answers import show
from community.web.viewer import viewer

blueprint = Blueprint("ledger", __name__)


@blueprint.get("/moderation/appeals")
@requires("desk.open")
def show_appeals() -> Any:
    filters = read_filters(request.args)
    page = ledger.appeals_page(filters, viewer(), request.args.get("after"))
    return show(
        "moderation/appeals.html",
        queue="appeals",
        appeals=[(one, appeals.why_not(one, viewer())) for one in page.rows],
        pasts=pasts_of({one.author_id for one in page.rows}),
        later=later_decisions(page.rows),
        **_around(page, filters, "appeals"),
        languages=language_choices(ledger.languages_of_appeals(), filters.language),
        against=ledger.WEIGHTS,
    )


@blueprint.get("/moderation/decided")
@requires("desk.open")
def show_decided() -> Any:
    filters = read_filters(request.args)
    page = ledger.decided_page(filters, request.args.get("after"))
    return show(
        "moderation/decided.html",
        queue="decided",
        decisions=page.rows,
        **_around(page, filters, "decided"),
        languages=language_choices(LANGUAGES, filters.language),
        outcomes=ALL_OUTCOMES,
    )


def _around(page: ledger.Page, filters: Any, queue: str) -> dict[str, Any]:
    return {
        "page": page,
        "filters": filters,
        "older": filters.older(queue, page.next_cursor),
        "rules": RULES,
        "counts": counts_here(),
    }
