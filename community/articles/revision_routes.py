"""Addresses of an article's earlier versions: the list, one of them with what changed, restoring it."""

from typing import Any

from flask import Blueprint, flash, redirect, request
from flask_babel import gettext as _

from community.articles import history
from community.articles.comparing import compare
from community.articles.draft_models import Revision
from community.articles.editor_routes import asked_about, opened
from community.articles.models import Article
from community.articles.rendering import rendered
from community.articles.restoring import restore
from community.database import MAX_INTEGER
from community.errors import Conflict, Refused
from community.permissions import requires, slow
from community.web.answers import Answer, see, show
from community.web.forms import whole_number
from community.web.viewer import viewer

blueprint = Blueprint("revisions", __name__)
ONE = f"/articles/<slug>/revisions/<int(max={MAX_INTEGER}):revision>"


@blueprint.get("/articles/<slug>/revisions")
@requires("note.write")
def revisions(slug: str) -> Any:
    article = opened(slug)
    if article.slug != slug:
        return redirect(f"{article.url}/revisions", 301)
    page = history.revision_rows(article, whole_number(request.args.get("below")))
    return show("articles/revisions.html", article=article, page=page)


@blueprint.get(ONE)
@requires("note.write")
def revision(slug: str, revision: int) -> Any:
    article = opened(slug)
    if article.slug != slug:
        return redirect(f"{article.url}/revisions/{revision}", 301)
    return one(article, history.revision_at(article, revision))


@blueprint.post(f"{ONE}/restore")
@requires("note.write")
@slow
def bring_back(slug: str, revision: int) -> Any:
    article = opened(slug)
    old = history.revision_at(article, revision)
    words = (old.title, old.body, old.language)
    sending = asked_about(words, article, appears=article.state == "published")
    seen = whole_number(request.form.get("version"))
    if seen is None:
        raise Refused(_("Please use the button on the page."))
    try:
        restore(article, revision, by=viewer(), opened=seen, sending=sending)
    except Conflict as conflict:
        return one(conflict.current, old, 409, str(conflict.message))
    flash(_("Version %(number)d is back, as a new version.", number=revision), "good")
    return see(f"{article.url}/edit")


def one(article: Article, revision: Revision, status: int = 200, complaint: str = "") -> Answer:
    """Show a version: what changed since another one, or its whole text."""
    before = history.version_before(article, revision.version)
    wanted = whole_number(request.args.get("from"))
    other = history.revision_if_kept(article, wanted or before)
    if wanted and other is None:
        complaint = _("There is no version %(number)d of this.", number=wanted)
        other = history.revision_if_kept(article, before)
    is_whole = other is None or request.args.get("show") == "text"
    return show(
        "articles/revision.html",
        status,
        article=article,
        revision=revision,
        before=before,
        after=history.version_after(article, revision.version),
        complaint=complaint,
        comparison=None if is_whole or other is None else compare(other, revision),
        html=rendered(revision.body) if is_whole else "",
    )
