"""What every reader may ask for: the rules, a report, a statement, the public log."""

from typing import Any

from flask import Blueprint, flash, request
from flask_babel import gettext as _
from flask_login import current_user

from community.accounts import queries as accounts
from community.articles import queries as articles
from community.comments import queries as comments
from community.comments.models import Comment
from community.database import decode_cursor, encode_cursor
from community.errors import NotFound, Refused
from community.moderation import queries
from community.moderation.forms import AppealForm, ReportForm
from community.moderation.models import ALL_OUTCOMES
from community.moderation.reports import report
from community.moderation.rules import RULES
from community.moderation.statements import show_statement
from community.permissions import allow, public, requires
from community.web import limits
from community.web.answers import is_fragment, see, show
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


def _report(thing: Any) -> Any:
    """Show the form, or take the report and go back to the thing."""
    allow("thing.report", thing)
    form = _form_on(thing)
    if request.method == "GET":
        return _show_report(thing, form, first=queries.report_by(current_user, thing))
    if not form.validate_on_submit():
        return _show_report(thing, form, 422)
    limits.hit_both("report", current_user.id)
    try:
        report(
            thing,
            by=current_user,
            rule=form.rule.data,
            note=form.note.data or "",
            network=limits.network_name(),
        )
    except Refused as refused:
        form.fails_with(refused)
        return _show_report(thing, form, 422)
    forget_kept(request.path)
    said = _("Thank you. The moderators will look at it, and you will hear what became of it.")
    if is_fragment():
        return _show_report(thing, form, said=said)
    flash(said)
    # It may have been the one report that hides a comment; then its own place is not shown any more.
    is_hidden = isinstance(thing, Comment) and not thing.is_published
    return see(f"{thing.article.url}#comments" if is_hidden else thing.url)


def _form_on(thing: Any) -> ReportForm:
    """Return a form whose fields' ids are its own: a page of comments may hold several."""
    form = ReportForm()
    for field in form:
        field.id = f"{field.name}-{thing.__tablename__}-{thing.id}"
    return form


def _show_report(
    thing: Any, form: ReportForm, status: int = 200, *, first: Any = None, said: str = ""
) -> Any:
    template = "moderation/_report_fragment.html" if is_fragment() else "moderation/report.html"
    return show(template, status, form=form, thing=thing, first=first, said=said)


@blueprint.get("/decisions/<int(max=2147483647):decision_id>")
@requires("notification.read")
def statement(decision_id: int) -> Any:
    return show_statement(queries.decision_for(decision_id, current_user), AppealForm())


@blueprint.get("/moderation/log")
@public
def log() -> Any:
    place = decode_cursor(request.args.get("after"), int)
    outcome = request.args.get("outcome", "")
    outcome = outcome if outcome in ALL_OUTCOMES else ""
    decisions, last = queries.log_page(place[0] if place else None, outcome)
    older = f"/moderation/log?outcome={outcome}&after={encode_cursor(last)}" if last else ""
    return show(
        "moderation/log.html", decisions=decisions, older=older, outcome=outcome, rules=RULES
    )
