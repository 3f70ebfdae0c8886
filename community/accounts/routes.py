"""The door: sign up, in and out; the links in letters."""

from flask import Blueprint, current_app, flash, request
from flask_babel import gettext as _

from community.accounts import actions, queries, tokens
from community.accounts.addresses import tidy_address
from community.accounts.entrance import begin_anew, here, let_in, let_out, try_door, welcome_in
from community.accounts.events import note
from community.accounts.forms import AskResetForm, NewPasswordForm, SignInForm, SignUpForm
from community.accounts.passwords import hash_password
from community.accounts.screened import check_name, look_at_name
from community.accounts.usernames import tidy_name
from community.database import begin_writing
from community.errors import Refused
from community.permissions import public, requires, slow
from community.web.answers import Answer, safe_next, see, show
from community.web.language import interface_language
from community.web.limits import client_address, hit
from community.web.viewer import viewer

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/sign-up", methods=["GET", "POST"])
@requires("account.open")
@slow
def sign_up() -> Answer:
    if viewer():
        return see(_next())
    if (mode := current_app.config["SETTINGS"].sign_up) != "open":
        status = 403 if request.method == "POST" else 200
        return show("accounts/closed.html", status, mode=mode)
    form = SignUpForm(
        data={"language": interface_language(), "next": request.values.get("next", "")}
    )
    if not form.validate_on_submit():
        return show("accounts/sign_up.html", 422 if form.is_submitted() else 200, form=form)
    hit("sign-up", client_address())
    try:
        return _open(form)
    except Refused as refused:
        form.fails_with(refused)
        return show("accounts/sign_up.html", 422, form=form)


def _open(form: SignUpForm) -> Answer:
    """Open the account and let its owner in.

    A known address gets the same answer, and its owner a letter; but nobody is let in, so the pages
    after it tell. Letting new people in at once is worth more than hiding that: see docs/security.md.
    """
    name, email = tidy_name(form.username.data), tidy_address(form.email.data)
    password_hash, language = hash_password(form.password.data), form.language.data
    begin_writing()
    verdict = check_name(name)
    begin_anew()
    try:
        if not form.website.data:
            user = actions.add_account(
                username=name, email=email, password_hash=password_hash, language=language
            )
            look_at_name(user, verdict)
            note(user.id, "account_opened", here())
            let_in(user)
    except actions.AddressKnown:
        actions.tell_owner(email)
    flash(_("We have written to %(email)s. The letter says how to go on.", email=email), "good")
    return see(safe_next(form.next.data))


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
@slow
def sign_in() -> Answer:
    if viewer():
        return see(_next())
    form = SignInForm(data={"next": request.values.get("next", "")})
    if form.validate_on_submit():
        if user := try_door(form.login.data, form.password.data):
            welcome_in(user, form.password.data, remember=form.remember.data)
            return see(safe_next(form.next.data))
        form.form_errors.append(_("Name and password do not go together. Please try again."))
    return show("accounts/sign_in.html", 422 if form.is_submitted() else 200, form=form)


@blueprint.route("/sign-out", methods=["GET", "POST"])
@public
def sign_out() -> Answer:
    who = viewer()
    if request.method != "POST" and who:
        return show("accounts/sign_out.html")
    answer = see("/")
    if who:
        note(who.id, "signed_out", here())
        let_out()
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@blueprint.route("/confirm/<token>", methods=["GET", "POST"])
@public
def confirm(token: str) -> Answer:
    """Confirm on POST only: the programs that look through people's mail open every link."""
    try:
        if request.method != "POST":
            found = tokens.find(token, "confirm", "address")
            return show("accounts/confirm.html", email=found.email)
        user = actions.confirm_address(token, here())
    except tokens.LinkOver:
        return show("accounts/link_over.html", 404, onward="/settings/account")
    flash(_("Thank you. %(email)s is confirmed.", email=user.email), "good")
    return see("/" if viewer() else "/sign-in")


@blueprint.route("/reset-password", methods=["GET", "POST"])
@public
def ask_reset() -> Answer:
    form = AskResetForm()
    if not form.validate_on_submit():
        return show("accounts/ask_reset.html", 422 if form.is_submitted() else 200, form=form)
    hit("reset", client_address())
    actions.ask_reset(tidy_address(form.email.data))
    flash(_("If there is an account with this address, a letter is on its way to it."), "good")
    return see("/settings/security" if viewer() else "/sign-in")


@blueprint.route("/reset-password/<token>", methods=["GET", "POST"])
@public
@slow
def reset_password(token: str) -> Answer:
    form = NewPasswordForm()
    try:
        owner = queries.by_id(tokens.find(token, "reset").user_id)
        form.own = (owner.username, owner.email) if owner else ()
        if not form.validate_on_submit():
            status = 422 if form.is_submitted() else 200
            return show("accounts/reset_password.html", status, form=form)
        _set_new(token, form.new_password.data)
    except tokens.LinkOver:
        return show("accounts/link_over.html", 404, onward="/reset-password")
    flash(_("Your new password is set. Please sign in with it."), "good")
    return see("/sign-in")


def _set_new(token: str, password: str) -> None:
    """Set the password; whoever was signed in, here and elsewhere, signs in anew."""
    password_hash = hash_password(password)
    begin_writing()
    actions.reset_password(token, password_hash, here())
    let_out()


def _next() -> str:
    return safe_next(request.values.get("next"))
