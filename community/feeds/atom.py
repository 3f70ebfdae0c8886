"""A feed as Atom (RFC 4287), with its pages (RFC 5005) and what comments answer (RFC 4685)."""

from xml.etree.ElementTree import Element

from community.feeds.elements import ATOM, LANGUAGE, THREAD, add, document
from community.feeds.entries import Entry, Feed, Person, written

MIMETYPE = "application/atom+xml"
HTML = "text/html"
JSON_FEED = "application/feed+json"


def write_atom(feed: Feed) -> bytes:
    """Return the document."""
    root = Element(f"{{{ATOM}}}feed", {LANGUAGE: feed.language})
    add(root, "id", feed.url)
    add(root, "title", feed.title)
    if feed.subtitle:
        add(root, "subtitle", feed.subtitle)
    add(root, "updated", written(feed.updated_at))
    _add_person(root, "author", feed.site)
    _add_feed_links(root, feed)
    add(root, "icon", feed.icon_url)
    add(root, "logo", feed.logo_url)
    add(root, "generator", "Teahouse")
    for entry in feed.entries:
        _add_entry(root, entry)
    return document(root)


def _add_feed_links(root: Element, feed: Feed) -> None:
    add(root, "link", rel="self", type=MIMETYPE, href=feed.self_url)
    add(root, "link", rel="alternate", type=HTML, href=feed.home_url)
    add(root, "link", rel="alternate", type=JSON_FEED, href=feed.other_url)
    if feed.self_url != feed.url:
        add(root, "link", rel="first", type=MIMETYPE, href=feed.url)
    if feed.next_url:
        add(root, "link", rel="next", type=MIMETYPE, href=feed.next_url)


def _add_entry(root: Element, entry: Entry) -> None:
    one = add(root, "entry")
    one.set(LANGUAGE, entry.language)
    add(one, "id", entry.id)
    add(one, "title", entry.title)
    add(one, "published", written(entry.published_at))
    add(one, "updated", written(entry.updated_at))
    for author in entry.authors:
        _add_person(one, "author", author)
    for contributor in entry.contributors:
        _add_person(one, "contributor", contributor)
    _add_links(one, entry)
    for tag in entry.tags:
        add(one, "category", term=tag, label=tag)
    if entry.summary:
        add(one, "summary", entry.summary)
    add(one, "content", entry.html, type="html")


def _add_links(one: Element, entry: Entry) -> None:
    add(one, "link", rel="alternate", type=HTML, href=entry.url)
    if entry.canonical_url:
        add(one, "link", rel="canonical", type=HTML, href=entry.canonical_url)
    for source in entry.sources:
        add(one, "link", rel="via", href=source)
    if entry.picture:
        kind, title = entry.picture.kind, entry.picture.alt
        add(one, "link", rel="enclosure", type=kind, href=entry.picture.url, title=title)
    if entry.comments_url:
        add(one, "link", rel="replies", type=MIMETYPE, href=entry.comments_url)
    if entry.answers:
        ref, href = entry.answers.id, entry.answers.url
        add(one, f"{{{THREAD}}}in-reply-to", ref=ref, href=href, type=HTML)


def _add_person(parent: Element, name: str, person: Person) -> None:
    one = add(parent, name)
    add(one, "name", person.name)
    if person.url:
        add(one, "uri", person.url)
