"""An article as a letter, as its author sends it: see it first, send it once, see how many have it."""

from typing import Any

from flask import Blueprint, Response, current_app, flash
from flask_babel import gettext as _
from flask_babel import ngettext

from community.articles import queries as articles
from community.articles.models import Article
from community.config import Settings
from community.newsletters import actions, queries
from community.newsletters.writing import preview
from community.permissions import allow, requires
from community.web.answers import see, show
from community.web.language import interface_language
from community.web.limits import hit
from community.web.viewer import viewer

blueprint = Blueprint("author_letters", __name__)
# A letter brings its own styles, as it must for mail programs; nothing else may load, and nothing run.
LETTER_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"


@blueprint.route("/articles/<slug>/letter", methods=["GET"])
@requires("article.publish")
def show_letter(slug: str) -> Any:
    article = own(slug)
    settings: Settings = current_app.config["SETTINGS"]
    return show(
        "newsletters/send.html",
        article=article,
        reader_count=0 if article.letter_sent_at else queries.reader_count(article),
        figures=queries.figures_of(article.id) if article.letter_sent_at else None,
        letter=preview(article, interface_language(), settings),
    )


@blueprint.post("/articles/<slug>/letter")
@requires("article.publish")
def send_letter(slug: str) -> Any:
    article = own(slug)
    hit("publish", viewer().id)
    if actions.send_article(article):
        count = queries.figures_of(article.id).total
        said = ngettext(
            "It is on its way to %(num)d reader.", "It is on its way to %(num)d readers.", count
        )
        flash(said, "good")
    else:
        flash(_("It has gone out already. A letter goes out once."))
    return see(f"{article.url}/letter")


@blueprint.get("/articles/<slug>/letter/preview")
@requires("article.publish")
def preview_letter(slug: str) -> Response:
    """Show the letter itself, as a mail program would."""
    settings: Settings = current_app.config["SETTINGS"]
    answer = Response(preview(own(slug), interface_language(), settings)["body.html"])
    answer.headers["Content-Security-Policy"] = LETTER_POLICY
    return answer


def own(slug: str) -> Article:
    """Return an article that the viewer may send. Raises NotFound, Forbidden."""
    article = articles.by_slug(slug, viewer())
    allow("article.publish", article)
    return article
