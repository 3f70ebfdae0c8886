"""What there are feeds of: the site, guides, a tag, a person, the comments on an article."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from community.accounts.models import User
from community.articles.models import Article, Tag
from community.feeds import queries
from community.feeds.contents import article_entry, comment_entry
from community.feeds.entries import Entry
from community.feeds.queries import Stamps
from community.feeds.summaries import said_in
from community.text.language import detect

# What nothing has been said in yet was never changed.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
INTERFACE = {"zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant"}


@dataclass(frozen=True)
class Subject:
    """One feed: `home` is the page it belongs to, `stem` its address without the format.

    `find` returns the stamps of a page, `read` the entries of such a page. What `is_passing` is not
    there any more once it is empty.
    """

    title: str
    home: str
    stem: str
    find: Callable[[str | None], Stamps]
    read: Callable[[Stamps], list[Entry]]
    subtitle: str = ""
    language: str = "en"
    since: datetime = NEVER
    is_passing: bool = False


def of_site() -> Subject:
    with force_locale("en"):
        motto = _(
            "A reading room in two languages, for those who came and those who were already here."
        )
    return _of_articles(_site_name(), "/", "/feed", subtitle=motto)


def of_guides() -> Subject:
    """Return the feed of the guides, which is named in both languages."""
    names = []
    for locale in ("en", "zh_Hans"):
        with force_locale(locale):
            names.append(_("Guides"))
    title = " ".join(dict.fromkeys(names))
    return _of_articles(f"{title} · {_site_name()}", "/guides", "/guides/feed", {"kind": "guide"})


def of_tag(tag: Tag) -> Subject:
    title = f"#{tag.name} · {_site_name()}"
    language = _known(detect(tag.name))
    of = {"tag": tag}
    stem = f"{tag.url}/feed"
    return _of_articles(title, tag.url, stem, of, language=language, is_passing=True)


def of_person(person: User) -> Subject:
    title = f"{person.username} · {_site_name()}"
    return _of_articles(
        title,
        person.url,
        f"{person.url}/feed",
        {"author": person},
        subtitle=said_in(person.bio_html),
        language=_known(person.bio_language if person.bio_html else person.language),
        since=person.created_at,
    )


def of_comments(article: Article) -> Subject:
    """Return the feed of what is said under an article, titled in the article's language."""
    with force_locale(INTERFACE.get(article.language, "en")):
        title = _("Comments on “%(title)s”", title=article.title)
    return Subject(
        title,
        article.url,
        f"{article.url}/comments",
        lambda after: queries.comment_stamps(article.id, after),
        lambda page: [comment_entry(one, article) for one in queries.comments_of(page.ids)],
        language=_known(article.language),
        since=article.published_at or NEVER,
    )


def _of_articles(
    title: str, home: str, stem: str, of: dict[str, Any] | None = None, **more: Any
) -> Subject:
    return Subject(
        title,
        home,
        stem,
        lambda after: queries.article_stamps(after, **(of or {})),
        lambda page: [article_entry(one) for one in queries.articles_of(page.ids)],
        **more,
    )


def _known(language: str) -> str:
    return language if language != "und" else "en"


def _site_name() -> str:
    name: str = current_app.config["SETTINGS"].site_name
    return name
