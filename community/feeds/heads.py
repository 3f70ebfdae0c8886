"""What the head of a page tells other sites: canonical address, picture, feeds, and data in their words.

Each function returns a Head for `templates/feeds/_head.html`; none of them asks the database.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, request
from flask_babel import gettext as _

from community.accounts.models import User
from community.articles.models import Article
from community.comments.threads import ThreadPage
from community.feeds import linked_data
from community.feeds.addresses import absolute, first_published
from community.feeds.card_names import card_path, house_card_path
from community.feeds.cards import HEIGHT, WIDTH
from community.feeds.contents import picture_of
from community.feeds.entries import Picture
from community.feeds.summaries import said_in, summary_of
from community.feeds.versions import versions_of
from community.media import models
from community.web.language import interface_language
from community.web.viewer import viewer

# As Open Graph names them: language and territory.
LOCALES = {"en": "en_US", "zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "ja": "ja_JP", "ko": "ko_KR"}


@dataclass(frozen=True)
class Head:
    """`feeds` are (title, path without format), `data` is schema.org's, `versions` language → address."""

    title: str
    description: str
    url: str
    picture: Picture
    locale: str
    kind: str = "website"
    canonical_url: str = ""
    feeds: tuple[tuple[str, str], ...] = ()
    data: dict[str, Any] | None = None
    versions: dict[str, str] = field(default_factory=dict)
    published_at: datetime | None = None
    changed_at: datetime | None = None
    author_url: str = ""
    username: str = ""
    tags: tuple[str, ...] = ()


def head_of_article(article: Article, thread: ThreadPage) -> Head:
    """Return the head of a public article; where it came out first is its canonical address."""
    assert article.published_at
    url, title = absolute(article.url), article.title
    picture = picture_of(article.cover) or _card(card_path(article), title)
    versions = versions_of([article.url]).get(article.url, {})
    summary = summary_of(article)
    return Head(
        title=title,
        description=summary,
        url=url,
        picture=picture,
        locale=LOCALES.get(article.language, ""),
        kind="article",
        canonical_url=first_published(article.canonical_url) or url,
        feeds=((_("Comments on “%(title)s”", title=title), f"{article.url}/comments"),),
        # Only machines read it, and they come as guests.
        data=None if viewer() else linked_data.article(article, summary, picture.url, thread),
        versions={language: absolute(path) for language, path in versions.items()},
        published_at=article.published_at,
        changed_at=max(article.published_at, article.updated_at),
        author_url=absolute(article.author.url),
        tags=tuple(tag.name for tag in article.tags),
    )


def head_of_person(person: User, cover: models.Picture | None = None) -> Head:
    """Return the head of a profile; its picture is the face, else what is on top of the page."""
    face = absolute(f"/media/{person.face_key}-large.webp") if person.face_key else ""
    picture = Picture(face, 384, 384) if face else picture_of(cover)
    about = said_in(person.bio_html)
    return Head(
        title=person.username,
        description=about,
        url=_page(person.url, "after"),
        picture=picture or _house_card(),
        locale=LOCALES.get(person.bio_language, ""),
        kind="profile",
        feeds=((f"{person.username} · {_site_name()}", f"{person.url}/feed"),),
        data=None
        if viewer()
        else linked_data.profile(person, about, picture.url if picture else ""),
        username=person.username,
    )


def head_of_home() -> Head:
    """Return the head of the home page."""
    motto = _(
        "A reading room in two languages, for those who came and those who were already here."
    )
    return Head(
        title=_site_name(),
        description=motto,
        url=_page("/", "page"),
        picture=_house_card(),
        locale=LOCALES[interface_language()],
        feeds=((_site_name(), "/feed"),),
        data=None if viewer() else linked_data.site(_site_name(), motto),
    )


def head_of_feed(title: str, path: str, stem: str) -> Head:
    """Return the head of a page of cards, such as a tag or the guides."""
    name = f"{title} · {_site_name()}"
    return Head(
        title=title,
        description="",
        url=_page(path, "page"),
        picture=_house_card(),
        locale="",
        feeds=((name, stem),),
        data=None if viewer() else linked_data.collection(name, absolute(path)),
    )


def has_search() -> bool:
    """Tell whether there is a page that /opensearch.xml can lead to."""
    return _is_there(current_app._get_current_object(), "/search")  # type: ignore[attr-defined]


@cache
def _is_there(app: Flask, path: str) -> bool:
    return any(rule.rule == path for rule in app.url_map.iter_rules())


def _page(path: str, place: str) -> str:
    """Return the address of a page of a list; what else stands in the query makes no other page."""
    at = request.args.get(place)
    return absolute(f"{path}?{urlencode({place: at})}" if at else path)


def _card(path: str, alt: str) -> Picture:
    return Picture(absolute(path), WIDTH, HEIGHT, alt, "image/png")


def _house_card() -> Picture:
    return _card(house_card_path(), _site_name())


def _site_name() -> str:
    name: str = current_app.config["SETTINGS"].site_name
    return name
