"""Pages in the words of schema.org, for search engines."""

from itertools import islice
from typing import Any

from flask import current_app

from community.accounts.models import User
from community.articles.models import Article
from community.comments.rows import CommentRow
from community.comments.threads import ThreadPage
from community.feeds.addresses import absolute
from community.feeds.contents import authors_of, credited, person_of
from community.feeds.entries import Person, written
from community.feeds.summaries import said_in
from community.web.assets import asset

CONTEXT = "https://schema.org"
MAX_HEADLINE = 110
# Enough to tell that people talk here; the page itself has all of them.
COMMENTS = 8
COMMENT_CHARACTERS = 160

Data = dict[str, Any]


def article(article: Article, summary: str, picture: str, thread: ThreadPage) -> Data:
    """Return an Article with the first of its comments."""
    assert article.published_at
    url = absolute(article.url)
    return _said(
        {
            "@context": CONTEXT,
            "@type": "Article",
            "@id": url,
            "url": url,
            "mainEntityOfPage": url,
            "headline": article.title[:MAX_HEADLINE],
            "description": summary if summary != article.title else "",
            "inLanguage": _language(article.language),
            "datePublished": written(article.published_at),
            "dateModified": written(max(article.published_at, article.updated_at)),
            "image": [picture],
            "author": [_person(one) for one in authors_of(article)],
            **_others(article),
            "keywords": [tag.name for tag in article.tags],
            "publisher": _house(),
            "commentCount": article.comment_count,
            "comment": [_comment(one, url) for one in islice(_published(thread), COMMENTS)],
        }
    )


def profile(person: User, about: str, picture: str) -> Data:
    """Return a ProfilePage of a Person."""
    url = absolute(person.url)
    who = _person(person_of(person)) | {
        "description": about,
        "image": picture,
        "identifier": person.username,
    }
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "url": url,
        "dateCreated": written(person.created_at),
        "mainEntity": _said(who),
    }


def site(name: str, motto: str) -> Data:
    """Return the WebSite."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "url": absolute("/"),
        "name": name,
        "description": motto,
        "inLanguage": ["en", "zh"],
        "publisher": _house(),
    }


def collection(name: str, url: str) -> Data:
    """Return a CollectionPage."""
    return {"@context": CONTEXT, "@type": "CollectionPage", "name": name, "url": url}


def _published(thread: ThreadPage) -> Any:
    rows = (row for one in thread.threads for row in (one.root, *one.replies.rows))
    return (row for row in rows if row.state == "published")


def _comment(row: CommentRow, article_url: str) -> Data:
    url = absolute(f"/comments/{row.id}")
    parent = absolute(f"/comments/{row.parent_id}") if row.parent_id else article_url
    return _said(
        {
            "@type": "Comment",
            "@id": url,
            "url": url,
            "parentItem": {"@id": parent},
            "text": said_in(row.body_html, COMMENT_CHARACTERS),
            "inLanguage": _language(row.language),
            "dateCreated": written(row.created_at),
            "author": _person(Person(row.author_name, absolute(f"/@{row.author_name}"))),
            "upvoteCount": row.like_count,
        }
    )


def _others(article: Article) -> Data:
    """Return who else took part, by what they did, and what it draws on."""
    return {
        "contributor": [_person(one) for one in credited(article, "reporting", "photos")],
        "translator": [_person(one) for one in credited(article, "translation")],
        "editor": [_person(one) for one in credited(article, "editing")],
        "citation": [one.url for one in credited(article, "source") if one.url],
    }


def _person(person: Person) -> Data:
    said = {"@type": "Person", "name": person.name, "url": person.url, "image": person.picture}
    return _said(said)


def _house() -> Data:
    name: str = current_app.config["SETTINGS"].site_name
    logo = absolute(asset("brand/icon-512.png"))
    return {"@type": "Organization", "name": name, "url": absolute("/"), "logo": logo}


def _language(code: str) -> str:
    return code if code != "und" else ""


def _said(data: Data) -> Data:
    """Leave out what says nothing."""
    return {key: value for key, value in data.items() if value not in ("", [], None)}
