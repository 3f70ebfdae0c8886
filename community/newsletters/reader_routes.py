"""Letters as readers choose them: on profiles, from the links in letters, in the settings."""

from typing import Any

from flask import Blueprint, flash, request
from flask_babel import gettext as _

from community.accounts.addresses import tidy_address
from community.accounts.models import User
from community.accounts.queries import by_id
from community.accounts.settings_routes import show_settings
from community.database import MAX_INTEGER
from community.errors import Forbidden, NotFound, Refused
from community.extensions import csrf
from community.follows.routes import person_named
from community.newsletters import actions, asking, queries
from community.newsletters.forms import FREQUENCY_NAMES, LettersForm
from community.permissions import from_anywhere, public, requires, without_token
from community.web.answers import Answer, see, show
from community.web.forms import BaseForm
from community.web.language import interface_language
from community.web.limits import client_address, hit, hit_both
from community.web.viewer import viewer

blueprint = Blueprint("newsletters", __name__)
ENDS = ("/letters/<token>/end", "/letters/<token>/end/<frequency>")


@blueprint.route("/letters", methods=["GET", "POST"])
@public
@without_token
def of_site() -> Answer:
    return _letters_of(None)


@blueprint.route("/@<username>/letters", methods=["GET", "POST"])
@public
@without_token
def of_author(username: str) -> Answer:
    return _letters_of(person_named(username))


def _letters_of(author: User | None) -> Answer:
    who = viewer()
    form = LettersForm(data={"language": interface_language()})
    if request.method == "POST" and who:
        # The page of a guest has no token, that of an account has.
        csrf.protect()
        return _choose(who, author)
    if request.method == "POST" and form.validate():
        return _ask(form, author)
    return show(
        "newsletters/of.html",
        422 if form.errors else 200,
        author=author,
        form=form,
        frequency=queries.frequency_for(who, author.id if author else None),
        names=FREQUENCY_NAMES,
    )


def _choose(who: User, author: User | None) -> Answer:
    if author is not None and author.id == who.id:
        raise Forbidden(_("You know already what you write."))
    hit_both("like", who.id)
    actions.choose(who, author, request.form.get("frequency", ""))
    flash(_("Saved."), "good")
    return see(author.url if author else "/settings/notifications")


def _ask(form: LettersForm, author: User | None) -> Answer:
    """Write to the address; the answer is the same whether or not it is known."""
    hit("letters asked", client_address())
    email = tidy_address(form.email.data)
    author_id = author.id if author else None
    asking.ask(asking.Wish(email, author_id, form.frequency.data, form.language.data), author)
    said = _(
        "We have written to %(email)s. The letters begin once you follow its link.", email=email
    )
    flash(said, "good")
    return see(author.url if author else "/letters")


@blueprint.route("/letters/confirm/<wish>", methods=["GET", "POST"])
@public
@without_token
def confirm(wish: str) -> Answer:
    """Confirm on POST only: the programs that look through people's mail open every link."""
    try:
        wanted = asking.unpack(wish)
    except asking.WishOver:
        return show("newsletters/link_over.html", 404)
    author = by_id(wanted.author_id) if wanted.author_id else None
    if wanted.author_id and author is None:
        raise NotFound
    if request.method != "POST":
        return show("newsletters/confirm.html", wish=wanted, author=author)
    made = actions.confirm(wanted.email, wanted.author_id, wanted.frequency, wanted.language)
    flash(_("Good. The letters come to %(email)s.", email=wanted.email), "good")
    return see(made.url)


@blueprint.route("/letters/<token>", methods=["GET", "POST"])
@public
@without_token
def one(token: str) -> Answer:
    """Show what a reader gets by the link in a letter, and change how often."""
    subscription = queries.by_token(token)
    if request.method == "POST":
        actions.set_frequency(subscription, request.form.get("frequency", ""))
        flash(_("Saved."), "good")
        return see(subscription.url)
    return show("newsletters/one.html", subscription=subscription, names=FREQUENCY_NAMES)


@blueprint.route(ENDS[0], methods=["GET", "POST"])
@blueprint.route(ENDS[1], methods=["GET", "POST"])
@public
@from_anywhere
def end(token: str, frequency: str = "") -> Answer:
    """End letters on POST only; a mail program sends it by itself, and follows no way onward (RFC 8058)."""
    subscription = queries.by_token(token)
    is_digest = frequency in ("daily", "weekly")
    if request.method != "POST":
        return show("newsletters/end.html", subscription=subscription, is_digest=is_digest)
    if is_digest and subscription.frequency == frequency and not subscription.ended_at:
        actions.end_digests(subscription)
    else:
        actions.end(subscription)
    if "List-Unsubscribe" in request.form:
        return show("newsletters/one.html", subscription=subscription, names=FREQUENCY_NAMES)
    return see(subscription.url)


@blueprint.route("/settings/notifications", methods=["GET", "POST"])
@requires("account.change")
def settings() -> Answer:
    who = viewer()
    if request.method == "POST":
        hit_both("like", who.id)
        actions.choose(who, _author_chosen(), request.form.get("frequency", ""))
        flash(_("Saved."), "good")
        return see("/settings/notifications")
    found = queries.all_of(who)
    of_site = next((one for one in found if one.author_id is None), None)
    of_people = [one for one in found if one.author_id is not None]
    context: dict[str, Any] = {"of_site": of_site, "of_people": of_people, "names": FREQUENCY_NAMES}
    return show_settings("notifications", BaseForm(), **context)


def _author_chosen() -> User | None:
    """Return the author that the form is about, None for the whole site. Raises Refused."""
    chosen = request.form.get("author", "")
    if chosen == "":
        return None
    is_number = chosen.isascii() and chosen.isdigit() and len(chosen) <= 10
    author = by_id(int(chosen)) if is_number and int(chosen) <= MAX_INTEGER else None
    if author is None:
        raise Refused(_("Please use the button on the page."))
    return author
