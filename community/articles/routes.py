"""Addresses of feeds and of the desk: guides, tags, one's own writing. The editor has its own."""

from typing import Any

from flask import Blueprint, redirect, request

from community.accounts.models import User
from community.articles import publishing, queries
from community.articles.cards import CardPage
from community.articles.desk import SHELVES, DeskRow, desk_counts, desk_rows
from community.articles.reads_queries import all_reads_by_day, days_back, reads_by_day
from community.articles.series import by_slug as series_by_slug
from community.articles.tags import slug_of
from community.errors import NotFound
from community.permissions import public, requires
from community.text.language import detect
from community.web.answers import Answer, is_fragment, see, show
from community.web.forms import wanted_state
from community.web.plots import column_plot, spark
from community.web.viewer import viewer

blueprint = Blueprint("articles", __name__)
FIGURE_DAYS = 30


@blueprint.get("/guides")
@public
def guides() -> Answer:
    page = queries.newest(request.args.get("page"), kind="guide")
    return feed("articles/guides.html", page)


@blueprint.get("/tags/<slug>")
@public
def by_tag(slug: str) -> Any:
    if (proper := slug_of(slug)) not in ("", slug):
        return redirect(f"/tags/{proper}", 301)
    tag = queries.tag_by_slug(proper)
    if tag is None:
        raise NotFound
    page = queries.newest(request.args.get("page"), tag=tag)
    if not page.cards:
        raise NotFound
    return feed("articles/tag.html", page, tag=tag, language=detect(tag.name))


@blueprint.get("/series/<slug>")
@public
def one_series(slug: str) -> Any:
    series, parts = series_by_slug(slug, viewer())
    cards = queries.cards_of([part.id for part in parts], viewer())
    return show("articles/series.html", series=series, cards=cards)


@blueprint.get("/desk")
@requires("note.write")
def desk() -> Answer:
    shelf = request.args.get("show", "drafts")
    shelf = shelf if shelf in SHELVES else "drafts"
    page = desk_rows(viewer(), shelf, request.args.get("page"))
    figures = desk_figures(viewer(), page.rows) if shelf == "published" and page.rows else {}
    return show(
        "articles/desk.html", shelf=shelf, page=page, counts=desk_counts(viewer()), **figures
    )


def desk_figures(who: User, rows: list[DeskRow]) -> dict[str, Any]:
    """Return how an author's articles have been read of late: all together, and each."""
    days = days_back(FIGURE_DAYS)
    all_reads = all_reads_by_day(who, days)
    each = reads_by_day([row.id for row in rows], days)
    return {
        "day_names": [str(day.day) for day in days],
        "all_reads": sum(all_reads),
        "reads_plot": column_plot([{"reads": count} for count in all_reads]),
        "sparks": {id_: spark(counts) for id_, counts in each.items()},
    }


@blueprint.post("/articles/<slug>/feature")
@requires("article.feature")
def feature(slug: str) -> Any:
    article = queries.by_slug(slug, viewer())
    publishing.feature(article, featured=wanted_state("featured"))
    return see(article.url)


def feed(template: str, page: CardPage, **context: Any) -> Answer:
    """Show a page of cards, or the next ones alone to the script that appends them."""
    template = "articles/_more.html" if is_fragment() else template
    return show(template, page=page, address=request.path, **context)
