"""From what a feed is of to the answer: 304 before anything is written, where nothing has changed."""

import hashlib
from datetime import datetime
from urllib.parse import urlencode

from flask import Response, current_app, request
from werkzeug.http import is_resource_modified

from community.database import decode_cursor
from community.errors import NotFound
from community.feeds import atom, json_feed
from community.feeds.addresses import absolute, site_address
from community.feeds.entries import Feed, Person
from community.feeds.queries import Stamps
from community.feeds.subjects import Subject
from community.web.assets import asset

# Raise it with every change of what the feeds say of the same words.
EDITION = 1
KEPT_SECONDS = 300
WRITERS = {
    "atom": (atom.write_atom, atom.MIMETYPE),
    "json": (json_feed.write_json, json_feed.MIMETYPE),
}


def answer_feed(subject: Subject, form: str) -> Response:
    """Answer a page of a feed in one of the formats; `?after=` is a cursor, rubbish is the first page.

    Raises NotFound for an empty page of what is there only as long as something is in it.
    """
    asked = request.args.get("after", "")
    after = asked if decode_cursor(asked, datetime, int) else ""
    page = subject.find(after)
    if subject.is_passing and not page.rows:
        raise NotFound
    tag = _tag(subject, form, after, page)
    if not is_resource_modified(request.environ, f'W/"{tag}"', None, page.changed_at):
        return _dated(Response(status=304), tag, page)
    write, mimetype = WRITERS[form]
    feed = _feed(subject, form, after, page)
    response = Response(write(feed), content_type=f"{mimetype}; charset=utf-8")
    response.headers["Content-Language"] = subject.language
    return _dated(response, tag, page)


def _tag(subject: Subject, form: str, after: str, page: Stamps) -> str:
    """Return what is different whenever the answer would be."""
    about = (EDITION, form, after, site_address(), asset(""), subject.title, subject.subtitle)
    return hashlib.sha256(repr((about, page)).encode()).hexdigest()[:24]


def _dated(response: Response, tag: str, page: Stamps) -> Response:
    # Weak, for the same feed may travel compressed or plain.
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    if page.changed_at:
        response.last_modified = page.changed_at
    return response


def _feed(subject: Subject, form: str, after: str, page: Stamps) -> Feed:
    whole = absolute(f"{subject.stem}.{form}")
    other = absolute(f"{subject.stem}.{'json' if form == 'atom' else 'atom'}")
    return Feed(
        title=subject.title,
        subtitle=subject.subtitle,
        language=subject.language,
        home_url=absolute(subject.home),
        url=whole,
        self_url=_page_of(whole, after),
        other_url=_page_of(other, after),
        next_url=_page_of(whole, page.after) if page.after else "",
        updated_at=page.changed_at or subject.since,
        entries=subject.read(page),
        site=Person(current_app.config["SETTINGS"].site_name, absolute("/")),
        icon_url=absolute(asset("brand/icon-192.png")),
        logo_url=absolute(asset("brand/icon-512.png")),
    )


def _page_of(address: str, after: str) -> str:
    return f"{address}?{urlencode({'after': after})}" if after else address
