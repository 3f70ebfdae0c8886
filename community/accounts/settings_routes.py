"""One's own settings: profile, account, languages, security."""

from typing import Any

from flask import flash, request
from flask_babel import gettext as _
from flask_login import current_user

from community import facts
from community.accounts import actions, profiles
from community.accounts.addresses import tidy_address
from community.accounts.entrance import here
from community.accounts.models import User
from community.accounts.passwords import is_password
from community.accounts.post_state import trust_again
from community.accounts.routes import blueprint
from community.accounts.screened import change_bio
from community.accounts.settings_forms import (
    LanguagesForm,
    NewAddressForm,
    ProfileForm,
)
from community.database import begin_writing
from community.errors import Refused, TeahouseError, TooLarge, WrongKind
from community.extensions import db
from community.media.actions import add_picture
from community.permissions import requires, slow
from community.web.answers import Answer, see, show
from community.web.forms import BaseForm
from community.web.kept import forget_kept
from community.web.limits import check, hit, hit_both

PAGES = ("profile", "account", "languages", "security", "notifications")
PICTURES = {"face": "face", "cover": "picture"}


def show_settings(page: str, form: BaseForm, status: int = 0, **context: Any) -> Answer:
    """Render a page of the settings; a form that was refused with 422."""
    return show(
        f"settings/{page}.html",
        status or (422 if form.errors else 200),
        settings_pages=PAGES,
        settings_page=page,
        form=form,
        **context,
    )


def saved(page: str) -> Answer:
    flash(_("Saved."), "good")
    return see(f"/settings/{page}")


@blueprint.route("/settings/profile", methods=["GET", "POST"])
@requires("account.change")
@slow
def profile() -> Answer:
    form = ProfileForm(data=profiles.as_typed(person_here()))
    if not form.validate_on_submit():
        return show_settings("profile", form)
    try:
        _save_profile(form)
        forget_kept(request.path)
    except (Refused, TooLarge, WrongKind) as error:
        if isinstance(error, Refused) and error.field == "bio":
            form.fails_with(error)
        return show_settings("profile", form, error.status)
    return saved("profile")


def _save_profile(form: ProfileForm) -> None:
    """Re-encode the pictures that were brought, then save it all. Raises what `add_picture` does."""
    person = person_here()
    hit("profile", person.id)
    removed = set(request.form.getlist("remove")) & PICTURES.keys()
    for name in (one for one in PICTURES if one not in removed):
        _bring(form, name)
    begin_writing()
    if change_bio(person, form.bio.data or "", form.bio_language.data):
        flash(_("A moderator reads your new words first; until then the old ones stay."))
    profiles.set_languages(person, reads=form.reads.data, learning=form.learning.data)
    profiles.set_pictures(person, dict.fromkeys(removed, ""))


def _bring(form: ProfileForm, name: str) -> None:
    """Keep the picture that was brought for one place, if any, whatever becomes of the next one."""
    file = form[name].data
    if not file or not (data := file.read()):
        return
    try:
        hit_both("upload", current_user.id)
        key = add_picture(data, by=person_here(), kind=PICTURES[name]).key
    except TeahouseError as error:
        form.fails_with(Refused(error.message, name))
        raise
    profiles.set_pictures(person_here(), {name: key})
    db.session.commit()
    facts.deliver()


@blueprint.route("/settings/languages", methods=["GET", "POST"])
@requires("account.change")
def languages() -> Answer:
    person = person_here()
    form = LanguagesForm(obj=person)
    if not form.validate_on_submit():
        return show_settings("languages", form)
    person.language, person.timezone = form.language.data, form.timezone.data
    profiles.set_languages(person, reads=form.reads.data, learning=form.learning.data)
    return saved("languages")


@blueprint.route("/settings/account", methods=["GET", "POST"])
@requires("account.change")
@slow
def account() -> Answer:
    if request.method == "POST" and "send_again" in request.form:
        return _send_again()
    if request.method == "POST" and "mail_again" in request.form:
        return _trust_mail_again()
    form = NewAddressForm()
    if form.validate_on_submit() and knows_password(form):
        email = tidy_address(form.email.data)
        hit("letter", current_user.id)
        begin_writing()
        actions.ask_new_address(person_here(), email, here())
        flash(_("We have written to %(email)s. Its letter makes the change.", email=email), "good")
        return see("/settings/account")
    return show_settings("account", form)


def _send_again() -> Answer:
    hit("letter", current_user.id)
    if not current_user.confirmed_at:
        actions.ask_letter("confirm", person_here())
        email = current_user.email
        flash(_("We have written to %(email)s once more.", email=email), "good")
    return see("/settings/account")


def _trust_mail_again() -> Answer:
    hit("letter", current_user.id)
    trust_again(person_here())
    flash(_("Thank you. We write to you again from now on."), "good")
    return see("/settings/account")


def knows_password(form: Any) -> bool:
    """Ask again for the password; a few failures make one wait, as at the door."""
    counter = f"settings {current_user.id}"
    check("sign-in account", counter)
    if is_password(person_here(), form.current_password.data):
        return True
    hit("sign-in account", counter)
    form.fails_with(Refused(_("This is not your password."), "current_password"))
    return False


def person_here() -> User:
    person: User = current_user._get_current_object()
    return person
