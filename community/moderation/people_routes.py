"""The page of a person at the desk: sanctions and notes; and a warning that is read."""

from typing import Any

from flask import Blueprint, flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.accounts import queries as accounts
from community.accounts.models import User
from community.errors import NotFound, Refused
from community.moderation import queries, sanctions
from community.moderation.actions import SomeoneWasFirst
from community.moderation.notes import add_note, delete_note
from community.moderation.pasts import pasts_of
from community.moderation.people import dossier_of, note_by_id
from community.moderation.people_forms import PersonNoteForm, SanctionForm
from community.moderation.rules import RULES
from community.moderation.waiting import counts_here
from community.permissions import requires
from community.web.answers import see, show
from community.web.forms import BaseForm
from community.web.viewer import viewer

blueprint = Blueprint("people", __name__)


@blueprint.get("/moderation/users/<username>")
@requires("desk.open")
def show_person(username: str) -> Any:
    return _show(_person(username), SanctionForm(formdata=None))


@blueprint.post("/moderation/users/<username>")
@requires("account.sanction")
def sanction(username: str) -> Any:
    person, form = _person(username), SanctionForm()
    sanctions.check_may_sanction(person, viewer())
    if not form.validate_on_submit():
        return _show(person, form, 422)
    try:
        _decide(person, form)
    except SomeoneWasFirst as first:
        return _show(person, form, 409, first=first)
    except Refused as refused:
        form.fails_with(refused)
        return _show(person, form, refused.status)
    return see(_address(person))


def _decide(person: User, form: SanctionForm) -> None:
    kind, note = form.sanction.data, form.note.data or ""
    if kind == "lift":
        done = sanctions.lift(person, by=viewer(), note=note, seen=form.seen.data)
        flash(_("Lifted. They are told.") if done else _("Nothing is in force."), "good")
        return
    sanctions.sanction(
        person,
        by=viewer(),
        kind=kind,
        rule=form.rule.data or "",
        note=note,
        days=form.days.data,
        with_comments=form.comments.data,
        seen=form.seen.data,
    )
    flash(_("Decided. They are told why, until when, and how to object."), "good")


@blueprint.post("/moderation/users/<username>/notes")
@requires("desk.open")
def write_note(username: str) -> Any:
    person, form = _person(username), PersonNoteForm()
    if not form.validate_on_submit():
        return _show(person, SanctionForm(formdata=None), 422, note_form=form)
    try:
        add_note(person, by=viewer(), text=form.text.data)
    except Refused as refused:
        form.fails_with(refused)
        return _show(person, SanctionForm(formdata=None), 422, note_form=form)
    return see(f"{_address(person)}#notes")


@blueprint.post("/moderation/notes/<int(max=2147483647):note_id>/delete")
@requires("desk.open")
def drop_note(note_id: int) -> Response:
    note = note_by_id(note_id)
    person = accounts.by_id(note.user_id) if note else None
    delete_note(note, by=viewer())
    return see(f"{_address(person)}#notes" if person else "/moderation")


@blueprint.post("/decisions/<int(max=2147483647):decision_id>/acknowledge")
@requires("notification.read")
def acknowledge(decision_id: int) -> Response:
    decision = queries.decision_for(decision_id, viewer())
    if decision.author_id != viewer().id:
        raise NotFound
    if sanctions.acknowledge(decision, by=viewer()) and viewer().sanction in ("", "hold"):
        flash(_("Thank you. You can write again."), "good")
    return see(f"/decisions/{decision.id}")


def _person(username: str) -> User:
    person = accounts.by_username(username)
    if person is None:
        raise NotFound
    return person


def _address(person: User) -> str:
    return f"/moderation/users/{person.username}"


def _show(
    person: User,
    form: SanctionForm,
    status: int = 200,
    *,
    note_form: BaseForm | None = None,
    first: Any = None,
) -> Any:
    return show(
        "moderation/person.html",
        status,
        person=person,
        dossier=dossier_of(person),
        past=pasts_of({person.id})[person.id],
        form=form,
        note_form=note_form or PersonNoteForm(formdata=None),
        first=first,
        counts=counts_here(),
        rules=RULES,
    )
