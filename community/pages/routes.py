"""The pages that several slices make together."""

from typing import Any

from flask import Blueprint, redirect, request
from flask_login import current_user

from community.accounts import queries as accounts
from community.accounts.models import User
from community.articles import queries as articles
from community.articles.addresses import moved_to
from community.articles.models import Article
from community.articles.reads import counter
from community.articles.related import related
from community.articles.series import place_of
from community.comments import queries as comments
from community.comments.order import asked_order
from community.errors import NotFound
from community.likes import queries as likes
from community.pages import followed
from community.pages.figures import figures_of
from community.pages.own_comments import STATES
from community.pages.own_comments import own_comments as read_own_comments
from community.permissions import allow, public, requires
from community.text.plain import reading_minutes
from community.web.answers import is_fragment, show
from community.web.crawlers import is_read_by_a_person
from community.web.limits import client_address
from community.web.viewer import viewer

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@public
def home() -> Any:
    place = request.args.get("page")
    featured = [] if place else articles.featured()
    page = articles.newest(place, without=[card.id for card in featured])
    older = f"/?page={page.after}" if page.after else ""
    if is_fragment():
        return show("pages/_more.html", cards=page.cards, older=older)
    return show("pages/home.html", featured=featured, cards=page.cards, older=older)


@blueprint.get("/articles/<slug>")
@public
def show_article(slug: str) -> Any:
    who = viewer()
    try:
        article = articles.by_slug(slug, who, whole=True)
    except NotFound:
        if moved := moved_to(slug, who):
            return redirect(f"/articles/{moved}", 301)
        raise
    note_reading(article, who)
    order, at = asked_order(), request.args.get("at", type=int)
    thread = comments.thread_page(article.id, who, order, request.args.get("after"), at)
    marks = likes.marks(who, article.id, thread.comment_ids)
    return show(
        "pages/article.html",
        article=article,
        minutes=reading_minutes(article.body),
        related=related(article),
        series=place_of(article, who),
        thread=thread,
        marks=marks,
        liked=marks.liked_comments,
        **followed.beside(article, who),
    )


def note_reading(article: Article, who: User | None) -> None:
    """Count a reading by somebody else than the author."""
    is_own = who is not None and who.id == article.author_id
    if article.is_public and not is_own and is_read_by_a_person(request):
        browser = request.headers.get("User-Agent", "")
        counter.count(article.id, f"{client_address()} {browser}")


@blueprint.get("/articles/<slug>/figures")
@requires("note.write")
def figures(slug: str) -> Any:
    article = articles.by_slug(slug, viewer())
    allow("article.edit", article)
    return show("pages/figures.html", article=article, figures=figures_of(article.id))


@blueprint.get("/@<username>")
@public
def person(username: str) -> Any:
    person = accounts.by_username(username)
    if person is None:
        raise NotFound
    page = articles.newest(request.args.get("after"), author=person)
    older = f"{person.url}?after={page.after}" if page.after else ""
    if is_fragment():
        return show("pages/_more.html", cards=page.cards, older=older)
    return show(
        "pages/person.html",
        person=person,
        cover=accounts.cover_of(person),
        cards=page.cards,
        older=older,
        **followed.of(person, viewer()),
    )


@blueprint.get("/bookmarks")
@requires("bookmark.set")
def bookmarks() -> Any:
    page = likes.bookmarked(current_user, request.args.get("after"))
    cards = articles.cards_of(page.article_ids, viewer())
    older = f"/bookmarks?after={page.next_cursor}" if page.next_cursor else ""
    if is_fragment():
        return show("pages/_more.html", cards=cards, older=older)
    return show("pages/bookmarks.html", cards=cards, older=older)


@blueprint.get("/comments")
@requires("notification.read")
def own_comments() -> Any:
    asked = request.args.get("state", "")
    state = asked if asked in STATES else ""
    rows, cursor = read_own_comments(current_user.id, state, request.args.get("after"))
    older = f"/comments?state={state}&after={cursor}" if cursor else ""
    return show("pages/own_comments.html", comments=rows, state=state, older=older)
