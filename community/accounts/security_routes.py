"""One's own security: the password, the sessions, the history."""

from typing import Any, NamedTuple

from flask import flash, request, session
from flask_babel import gettext as _
from flask_login import current_user

from community.accounts import actions, queries
from community.accounts.devices import device_name
from community.accounts.entrance import here, let_in, let_out
from community.accounts.events import KINDS, note
from community.accounts.passwords import hash_password
from community.accounts.routes import blueprint
from community.accounts.settings_forms import ChangePasswordForm
from community.accounts.settings_routes import knows_password, person_here, show_settings
from community.database import begin_writing
from community.permissions import requires, slow
from community.sessions import Session, end_sessions, sessions_of
from community.web.answers import Answer, see


@blueprint.route("/settings/security", methods=["GET", "POST"])
@requires("account.change")
@slow
def security() -> Answer:
    if request.method == "POST" and "end" in request.form:
        return _end_session(request.form["end"])
    form = ChangePasswordForm()
    form.own = (current_user.username, current_user.email)
    if form.validate_on_submit() and knows_password(form):
        password_hash = hash_password(form.new_password.data)
        begin_writing()
        person = person_here()
        actions.set_password(person, password_hash, here(), kind="password_changed")
        let_in(person, remember=session.permanent)
        flash(_("Your password is changed, and you are signed out everywhere else."), "good")
        return see("/settings/security")
    return show_settings(
        "security", form, sessions=_session_rows(), events=_event_rows(current_user.id)
    )


def _end_session(which: str) -> Answer:
    """End one session by its number, or all `others`. One's own ends like a sign-out."""
    person_id, own_id = current_user.id, session.row_id  # type: ignore[attr-defined]
    begin_writing()
    if which == "others":
        ended = end_sessions(person_id, but=own_id)
    else:
        is_number = which.isascii() and which.isdigit() and len(which) < 10
        ended = end_sessions(person_id, only=int(which)) if is_number else 0
    if ended:
        note(person_id, "session_ended", here())
    if which == str(own_id):
        let_out()
        return see("/sign-in")
    return see("/settings/security")


class SessionRow(NamedTuple):
    id: int
    device: str
    address: str
    seen_at: Any
    is_this: bool


def _session_rows() -> list[SessionRow]:
    own_id = session.row_id  # type: ignore[attr-defined]
    return [_session_row(one, own_id) for one in sessions_of(current_user.id)]


def _session_row(one: Session, own_id: int | None) -> SessionRow:
    return SessionRow(one.id, device_name(one.device), one.address, one.seen_at, one.id == own_id)


def _event_rows(user_id: int) -> list[dict[str, Any]]:
    return [
        {
            "what": KINDS.get(event.kind, event.kind),
            "device": device_name(event.device),
            "address": event.address,
            "at": event.created_at,
        }
        for event in queries.security_history(user_id)
    ]
