"""Notices of illegal content over HTTP: the form, open to guests, and the page behind a reference."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, flash, render_template, request, session
from flask_babel import gettext as _

from community.errors import Refused
from community.moderation import legal, legal_queries
from community.moderation.desk_models import LegalNotice
from community.moderation.legal_addresses import thing_at
from community.moderation.legal_forms import MAX_ADDRESS_OF_THING, LegalForm
from community.moderation.rules import RULES
from community.permissions import public, requires
from community.web import limits
from community.web.answers import Answer, see, show
from community.web.kept import forget_kept
from community.web.language import interface_language
from community.web.viewer import viewer

blueprint = Blueprint("legal", __name__)
REFERENCE = "/legal/<string(length=12):reference>"
# How many of their notices a guest's browser remembers.
MAX_REMEMBERED = 20


@blueprint.route("/legal/report", methods=["GET", "POST"])
@requires("law.report")
def report() -> Answer:
    form = LegalForm(data=known_already())
    if not form.validate_on_submit():
        return _form(form, 422 if form.is_submitted() else 200)
    _count()
    try:
        notice = _take(form)
    except Refused as refused:
        form.fails_with(refused)
        return _form(form, 422)
    forget_kept(request.path)
    _remember(notice)
    flash(_("Thank you. We have your notice, and a moderator will read it."), "good")
    return see(f"/legal/{notice.reference}")


@blueprint.get(REFERENCE)
@public
def show_notice(reference: str) -> Response:
    found = legal_queries.by_reference(reference)
    return _unlisted(render_template("moderation/legal_notice.html", **_context(found)))


@blueprint.get(f"{REFERENCE}.txt")
@public
def download_notice(reference: str) -> Response:
    found = legal_queries.by_reference(reference)
    text = render_template("moderation/legal_notice.txt", **_context(found))
    answer = _unlisted(text.strip() + "\n", mimetype="text/plain")
    name = f"{found.notice.reference}.txt"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def known_already() -> dict[str, str]:
    """Return what the form need not ask for: what it is about, and who is signed in."""
    who = viewer()
    known = {"name": who.username, "email": who.email} if who else {}
    return {"address": request.args.get("thing", "")[:MAX_ADDRESS_OF_THING], **known}


def _form(form: LegalForm, status: int) -> Answer:
    return show(
        "moderation/legal_report.html", status, form=form, hours=legal_queries.promised_hours()
    )


def _count() -> None:
    """Count a notice; raises TooMany (429). A guest has nothing but their address."""
    if who := viewer():
        limits.hit_both("legal", who.id)
    else:
        limits.hit("legal address", limits.client_address())


def _take(form: LegalForm) -> LegalNotice:
    thing = thing_at(form.address.data, viewer(), _hosts())
    return legal.give_notice(thing, by=viewer(), language=interface_language(), **form.told())


def _hosts() -> set[str]:
    """Return the hosts under which this site is known."""
    own = urlsplit(current_app.config["SETTINGS"].address).netloc
    return {own.lower(), request.host.lower()}


def _remember(notice: LegalNotice) -> None:
    """Know a guest again who comes back for the file: it names them to nobody else."""
    if viewer() is None:
        session["notices"] = [*session.get("notices", []), notice.reference][-MAX_REMEMBERED:]


def _context(found: legal_queries.Followed) -> dict[str, Any]:
    decision = found.decision
    return {
        "found": found,
        "given": found.notice,
        "decision": decision,
        "rule": RULES.get(decision.rule) if decision else None,
        "hours": legal_queries.promised_hours(),
        "is_own": _is_own(found.notice),
        "site_address": current_app.config["SETTINGS"].address,
    }


def _is_own(notice: LegalNotice) -> bool:
    who = viewer()
    if who is None:
        return notice.reference in session.get("notices", [])
    return notice.reporter_id == who.id


def _unlisted(text: str, mimetype: str = "text/html") -> Response:
    """Answer what only those may find who hold its reference."""
    answer = Response(text, mimetype=mimetype)
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Cache-Control"] = "no-store"
    return answer
