"""Addresses of those who write an article together, and of their requests for review."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, SelectField

from community.articles import queries, reviews, team
from community.articles.models import Article
from community.articles.team_models import ReviewRequest
from community.config import MAX_NOTE_CHARACTERS
from community.errors import Conflict, NotFound, Refused
from community.permissions import allow, requires
from community.web.answers import see, show
from community.web.forms import BaseForm, Line, Words
from community.web.limits import hit
from community.web.viewer import viewer

blueprint = Blueprint("writers", __name__)
ROLES = [
    SelectChoice("contributor", _l("Contributor: writes, and asks for review")),
    SelectChoice("author", _l("Co-author: writes and publishes")),
]


class InviteForm(BaseForm):
    username = Line(_l("Username"), max_characters=60)
    role = SelectField(_l("As"), choices=ROLES, default="contributor")


class ReviewForm(BaseForm):
    note = Words(_l("A word to the authors"), max_characters=MAX_NOTE_CHARACTERS)


class ReturnForm(BaseForm):
    answer = Words(_l("What is missing"), max_characters=MAX_NOTE_CHARACTERS)


@blueprint.get("/articles/<slug>/team")
@requires("note.write")
def show_team(slug: str) -> Any:
    return _team(_written_by_viewer(slug))


@blueprint.post("/articles/<slug>/team")
@requires("note.write")
def invite(slug: str) -> Any:
    article = _written_by_viewer(slug)
    allow("article.share", article)
    form = InviteForm()
    hit("invite", viewer().id)
    return _answer(
        article,
        form,
        lambda: team.invite(article, form.username.data or "", role=form.role.data, by=viewer()),
        _("Invited. It counts once they accept."),
    )


@blueprint.post("/articles/<slug>/team/accept")
@requires("note.write")
def accept(slug: str) -> Any:
    article = _written_by_viewer(slug)
    team.accept(article, by=viewer())
    flash(_("You write here now."), "good")
    return see(f"{article.url}/edit")


@blueprint.post("/articles/<slug>/team/<int:user_id>/remove")
@requires("note.write")
def remove(slug: str, user_id: int) -> Any:
    article = _written_by_viewer(slug)
    if user_id != viewer().id:
        allow("article.share", article)
    team.leave(article, user_id)
    is_gone = user_id == viewer().id and article.author_id != viewer().id
    return see("/desk" if is_gone else f"{article.url}/team")


@blueprint.post("/articles/<slug>/review")
@requires("note.write")
def ask_for_review(slug: str) -> Any:
    article = _written_by_viewer(slug)
    allow("article.edit", article)
    form = ReviewForm()
    hit("invite", viewer().id)
    return _answer(
        article,
        form,
        lambda: reviews.ask_for_review(article, note=form.note.data or "", by=viewer()),
        _("The authors are asked to read it."),
    )


@blueprint.post("/articles/<slug>/review/return")
@requires("note.write")
def return_review(slug: str) -> Any:
    article = _written_by_viewer(slug)
    allow("article.publish", article)
    request, form = _open_request(article), ReturnForm()
    return _answer(
        article,
        form,
        lambda: reviews.return_request(request, answer=form.answer.data or "", by=viewer()),
        _("It is given back with your word."),
    )


@blueprint.post("/articles/<slug>/review/withdraw")
@requires("note.write")
def withdraw_review(slug: str) -> Any:
    article = _written_by_viewer(slug)
    allow("article.edit", article)
    if request := reviews.open_request(article):
        reviews.withdraw_request(request, by=viewer())
    return see(f"{article.url}/team")


def _answer(article: Article, form: BaseForm, act: Callable[[], Any], said: str) -> Any:
    """Do what a form asks and lead back to the page; or show the form again, and why."""
    try:
        if form.validate():
            act()
            flash(said, "good")
            return see(f"{article.url}/team")
    except Refused as refused:
        form.fails_with(refused)
    return _team(article, form, 422)


def _open_request(article: Article) -> ReviewRequest:
    request = reviews.open_request(article)
    if request is None:
        raise Conflict(_("Nobody waits for an answer here any more."))
    return request


def _written_by_viewer(slug: str) -> Article:
    """Return an article that the viewer writes, is asked to write, or looks after. Raises NotFound."""
    article, who = queries.by_slug(slug, viewer()), viewer()
    is_with = any(one.user_id == who.id for one in article.contributions)
    if not (is_with or who.role == "admin" or article.author_id == who.id):
        raise NotFound
    return article


def _team(article: Article, refused: BaseForm | None = None, status: int = 200) -> Any:
    """Show who writes an article, with the form that was refused, if one was."""
    forms = {kind: kind(formdata=None) for kind in (InviteForm, ReviewForm, ReturnForm)}
    if refused is not None:
        forms[type(refused)] = refused
    return show(
        "articles/team.html",
        status,
        article=article,
        form=forms[InviteForm],
        own=next((one for one in article.contributions if one.user_id == viewer().id), None),
        request_=reviews.last_request(article),
        review_form=forms[ReviewForm],
        return_form=forms[ReturnForm],
    )
