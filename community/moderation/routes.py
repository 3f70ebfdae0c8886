"""What every reader may ask for: the rules, a report, a statement, the public log."""

from typing import Any

from flask import Blueprint, flash, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from community.accounts import queries as accounts
from community.articles import queries as articles
from community.comments import queries as comments
from community.database import decode_cursor, encode_cursor
from community.errors import NotFound, Refused
from community.moderation import actions, queries
from community.moderation.forms import ReportForm
from community.moderation.models import OUTCOMES
from community.moderation.rules import RULES
from community.permissions import allow, public, requires
from community.web import limits
from community.web.answers import see, show
from community.web.kept import forget_kept
from community.web.viewer import viewer

blueprint = Blueprint("moderation", __name__)


@blueprint.get("/rules")
@public
def rules() -> Any:
    return show("moderation/rules.html", rules=RULES.values())


@blueprint.route("/articles/<slug>/report", methods=["GET", "POST"])
@requires("thing.report")
def report_article(slug: str) -> Any:
    return _report(articles.by_slug(slug, viewer()))


@blueprint.route("/comments/<int(max=2147483647):comment_id>/report", methods=["GET", "POST"])
@requires("thing.report")
def report_comment(comment_id: int) -> Any:
    comment = comments.by_id(comment_id, viewer())
    if not comment.is_published:
        raise NotFound
    return _report(comment)


@blueprint.route("/@<username>/report", methods=["GET", "POST"])
@requires("thing.report")
def report_person(username: str) -> Any:
    person = accounts.by_username(username)
    if person is None:
        raise NotFound
    return _report(person)


def _report(thing: Any) -> Response | tuple[str, int]:
    """Show the form, or take the report and go back to the thing."""
    allow("thing.report", thing)
    form = ReportForm()
    if request.method == "GET":
        first = queries.report_by(current_user, thing)
        return show("moderation/report.html", form=form, thing=thing, first=first)
    if form.validate_on_submit():
        limits.hit("report", current_user.id)
        try:
            actions.report(thing, by=current_user, rule=form.rule.data, note=form.note.data or "")
        except Refused as refused:
            form.fails_with(refused)
        else:
            forget_kept(request.path)
            flash(
                _("Thank you. The moderators will look at it, and you will hear what became of it.")
            )
            return see(thing.url)
    return show("moderation/report.html", 422, form=form, thing=thing, first=None)


@blueprint.get("/decisions/<int(max=2147483647):decision_id>")
@requires("notification.read")
def statement(decision_id: int) -> Any:
    decision = queries.decision_for(decision_id, current_user)
    return show(
        "moderation/statement.html",
        decision=decision,
        rule=RULES.get(decision.rule),
        is_author=decision.author_id == current_user.id,
        others=[one for one in accounts.moderators() if one.id != decision.by_id],
    )


@blueprint.get("/moderation/log")
@public
def log() -> Any:
    place = decode_cursor(request.args.get("after"), int)
    outcome = request.args.get("outcome", "")
    outcome = outcome if outcome in OUTCOMES else ""
    decisions, last = queries.log_page(place[0] if place else None, outcome)
    older = f"/moderation/log?outcome={outcome}&after={encode_cursor(last)}" if last else ""
    return show(
        "moderation/log.html", decisions=decisions, older=older, outcome=outcome, rules=RULES
    )
