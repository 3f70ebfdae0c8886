"""Addresses of the feeds."""

from typing import Any

from flask import Blueprint, redirect

from community.accounts import queries as accounts
from community.articles import queries as articles
from community.articles.addresses import moved_to
from community.articles.tags import slug_of
from community.errors import NotFound
from community.feeds import subjects
from community.feeds.answers import answer_feed
from community.permissions import public

FORMATS = "<any(atom, json):form>"
blueprint = Blueprint("feeds", __name__)


@blueprint.get(f"/feed.{FORMATS}")
@public
def of_site(form: str) -> Any:
    return answer_feed(subjects.of_site(), form)


@blueprint.get(f"/guides/feed.{FORMATS}")
@public
def of_guides(form: str) -> Any:
    return answer_feed(subjects.of_guides(), form)


@blueprint.get(f"/tags/<slug>/feed.{FORMATS}")
@public
def of_tag(slug: str, form: str) -> Any:
    if (proper := slug_of(slug)) not in ("", slug):
        return redirect(f"/tags/{proper}/feed.{form}", 301)
    tag = articles.tag_by_slug(proper)
    if tag is None:
        raise NotFound
    return answer_feed(subjects.of_tag(tag), form)


@blueprint.get(f"/@<username>/feed.{FORMATS}")
@public
def of_person(username: str, form: str) -> Any:
    person = accounts.by_username(username)
    if person is None:
        raise NotFound
    return answer_feed(subjects.of_person(person), form)


@blueprint.get(f"/articles/<slug>/comments.{FORMATS}")
@public
def of_comments(slug: str, form: str) -> Any:
    try:
        article = articles.by_slug(slug, None)
    except NotFound:
        if moved := moved_to(slug):
            return redirect(f"/articles/{moved}/comments.{form}", 301)
        raise
    return answer_feed(subjects.of_comments(article), form)
