"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json
from typing import Any

from community.feeds.elements import legible
from community.feeds.entries import Entry, Feed, Person, Picture, written

MIMETYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def write_json(feed: Feed) -> bytes:
    """Return the document."""
    found = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
        "description": feed.subtitle,
        "next_url": feed.next_url,
        "icon": feed.logo_url,
        "favicon": feed.icon_url,
        "authors": [_person(feed.site)],
        "language": feed.language,
        "items": [_item(entry) for entry in feed.entries],
    }
    said = {key: value for key, value in found.items() if value or key == "items"}
    return legible(json.dumps(said, ensure_ascii=False)).encode()


def _item(entry: Entry) -> dict[str, Any]:
    found = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title if entry.is_titled else "",
        "content_html": entry.html,
        "summary": entry.summary,
        "image": entry.picture.url if entry.picture else "",
        "date_published": written(entry.published_at),
        "date_modified": written(entry.updated_at),
        "authors": [_person(one) for one in entry.authors],
        "tags": entry.tags,
        # One that is not known is left out: "und" says nothing to a reader of feeds.
        "language": entry.language if entry.language != "und" else "",
        "attachments": [_attachment(entry.picture)] if entry.picture else [],
        "_teahouse": _more(entry),
    }
    return {key: value for key, value in found.items() if value or key == "content_html"}


def _more(entry: Entry) -> dict[str, Any]:
    """Return what the format has no word for, as an extension."""
    found = {
        "contributors": [_person(one) for one in entry.contributors],
        "canonical_url": entry.canonical_url,
        "sources": entry.sources,
        "comments_feed_url": entry.comments_url,
        "in_reply_to": entry.answers.id if entry.answers else "",
    }
    return {key: value for key, value in found.items() if value}


def _person(person: Person) -> dict[str, str]:
    found = {"name": person.name, "url": person.url, "avatar": person.picture}
    return {key: value for key, value in found.items() if value}


def _attachment(picture: Picture) -> dict[str, str]:
    found = {"url": picture.url, "mime_type": picture.kind, "title": picture.alt}
    return {key: value for key, value in found.items() if value}
