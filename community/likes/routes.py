"""Likes and bookmarks over HTTP: the form says which state is wanted."""

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from community.articles import queries as articles
from community.comments import queries as comments
from community.likes import actions
from community.permissions import allow, public, requires
from community.web.answers import is_fragment, see, show
from community.web.forms import wanted_state
from community.web.kept import forget_kept
from community.web.limits import hit_both
from community.web.viewer import viewer

blueprint = Blueprint("likes", __name__)
ONE_COMMENT = "/comments/<int(min=1,max=2147483647):comment_id>/like"


@blueprint.post("/articles/<slug>/like")
@requires("like.set")
def like_article(slug: str) -> Any:
    return _like(articles.by_slug(slug, viewer()))


@blueprint.post(ONE_COMMENT)
@requires("like.set")
def like_comment(comment_id: int) -> Any:
    return _like(comments.by_id(comment_id, viewer()))


@blueprint.post("/articles/<slug>/bookmark")
@requires("bookmark.set")
def bookmark_article(slug: str) -> Any:
    article, saved = articles.by_slug(slug, viewer()), wanted_state("saved")
    hit_both("like", viewer().id)
    actions.set_bookmark(article, by=viewer(), saved=saved)
    forget_kept(request.path)
    if is_fragment():
        return show("likes/_bookmark.html", article=article, saved=saved)
    return see(f"{article.url}#actions")


@blueprint.get("/articles/<slug>/like")
@blueprint.get("/articles/<slug>/bookmark")
@public
def show_article(slug: str) -> Response:
    """Lead back to the article, where the button is."""
    return see(articles.by_slug(slug, viewer()).url)


@blueprint.get(ONE_COMMENT)
@public
def show_comment(comment_id: int) -> Response:
    """Lead back to the comment, where the button is."""
    return see(comments.by_id(comment_id, viewer()).url)


def _like(thing: Any) -> Any:
    """Set the like that is wanted and answer with its button, or lead back to the thing."""
    allow("like.set", thing)
    liked = wanted_state("liked")
    hit_both("like", viewer().id)
    actions.set_like(thing, by=viewer(), liked=liked)
    forget_kept(request.path)
    if is_fragment():
        return show("likes/_like.html", thing=thing, liked=liked)
    return see(thing.url)
