"""Addresses of those who write an article together, and of their requests for review."""

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
    return _team(_written_by_viewer(slug), InviteForm())


@blueprint.post("/articles/<slug>/team")
@requires("note.write")
def invite(slug: str) -> Any:
    article = _written_by_viewer(slug)
    allow("article.share", article)
    form = InviteForm()
    hit("invite", viewer().id)
    try:
        if not form.validate():
            return _team(article, form, 422)
        team.invite(article, form.username.data or "", role=form.role.data, by=viewer())
    except Refused as refused:
        form.fails_with(refused)
        return _team(article, form, 422)
    flash(_("Invited. It counts once they accept."), "good")
    return see(f"{article.url}/team")


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
    if not form.validate():
        return _team(article, InviteForm(formdata=None), 422, review_form=form)
    reviews.ask_for_review(article, note=form.note.data or "", by=viewer())
    flash(_("The authors are asked to read it."), "good")
    return see(f"{article.url}/team")


@blueprint.post("/articles/<slug>/review/return")
@requires("note.write")
def return_review(slug: str) -> Any:
    article = _written_by_viewer(slug)
    allow("article.publish", article)
    request, form = _open_request(article), ReturnForm()
    try:
        if not form.validate():
            return _team(article, InviteForm(formdata=None), 422, return_form=form)
        reviews.return_request(request, answer=form.answer.data or "", by=viewer())
    except Refused as refused:
        form.fails_with(refused)
        return _team(article, InviteForm(formdata=None), 422, return_form=form)
    flash(_("It is given back with your word."), "good")
    return see(f"{article.url}/team")


@blueprint.post("/articles/<slug>/review/withdraw")
@requires("note.write")
def withdraw_review(slug: str) -> Any:
    article = _written_by_viewer(slug)
    allow("article.edit", article)
    if request := reviews.open_request(article):
        reviews.withdraw_request(request, by=viewer())
    return see(f"{article.url}/team")


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


def _team(
    article: Article,
    form: BaseForm,
    status: int = 200,
    review_form: BaseForm | None = None,
    return_form: BaseForm | None = None,
) -> Any:
    return show(
        "articles/team.html",
        status,
        article=article,
        form=form,
        own=next((one for one in article.contributions if one.user_id == viewer().id), None),
        request_=reviews.last_request(article),
        review_form=review_form or ReviewForm(formdata=None),
        return_form=return_form or ReturnForm(formdata=None),
    )
