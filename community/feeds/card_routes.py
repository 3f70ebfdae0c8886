"""Addresses of card pictures: one for each public article, one for the house."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from community.articles import queries as articles
from community.errors import NotFound
from community.extensions import db
from community.feeds.card_names import house_card_path, read_name
from community.feeds.card_store import card
from community.feeds.cards import CardWords
from community.permissions import public
from community.web.assets import FOREVER
from community.web.filters import tint

HOUR = "public, max-age=3600"
RED = 5
blueprint = Blueprint("cards", __name__)


@blueprint.get(house_card_path())
@public
def of_house() -> Response:
    name = current_app.config["SETTINGS"].site_name
    welcome = []
    for locale in ("en", "zh_Hans"):
        with force_locale(locale):
            welcome.append(_("Come in, sit down, there is tea."))
    title = "\n".join(dict.fromkeys(welcome))
    return _picture(CardWords(title, "", "zh-Hans", name, RED), HOUR)


@blueprint.get("/cards/<name>")
@public
def of_article(name: str) -> Any:
    asked = read_name(name)
    if asked is None:
        raise NotFound
    article = articles.by_slug(asked.slug, None)
    words = CardWords(
        article.title,
        article.author.username,
        article.language,
        current_app.config["SETTINGS"].site_name,
        tint(article.title),
    )
    return _picture(words, FOREVER if asked.version == article.version else HOUR)


def _picture(words: CardWords, kept: str) -> Response:
    # Nobody waits for a connection to the database while this one draws.
    db.session.close()
    folder = Path(current_app.instance_path) / "cards"
    response = Response(card(folder, words), mimetype="image/png")
    response.headers["Cache-Control"] = kept
    # Other sites show it in their own pages; that is what it is for.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
