"""The addresses that things had on the other site, and where they lead from now on."""

from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Response, redirect, request
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from community.articles.addresses import moved_to
from community.articles.models import Article, OldAddress
from community.articles.queries import visible_to
from community.extensions import db
from community.web.viewer import viewer

MAX_PATH = 500
NUMBERED = ("p", "page_id")
ARTICLES = "/articles/"
ASKING = ("GET", "HEAD")
# They are answered without looking who asks.
PLAIN_FILES = ("assets.site_css", "assets.static_file", "media.show_picture")


def path_of(address: str) -> str:
    """Return what is kept of an old address: its path, and its number if that is all that it had.

    Empty for the front page, and for what cannot be kept.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = unquote(parts.path).rstrip("/")
    name, _, number = parts.query.partition("&")[0].partition("=")
    if name in NUMBERED and number.isdigit():
        path = f"{path}?{name}={number}"
    return path if path.startswith(("/", "?")) and len(path) <= MAX_PATH else ""


def lead(addresses: list[str], target: str) -> None:
    """Let old addresses lead to a path of this site; what is led already stays so."""
    for path in dict.fromkeys(map(path_of, addresses)):
        if path and "\x00" not in path and path != target and not db.session.get(OldAddress, path):
            db.session.add(OldAddress(path=path, target=target))
            db.session.flush()


def led_to(path: str, who: Any) -> str | None:
    """Return where an old path leads for this reader; None for what they cannot see."""
    if "\x00" in path or len(path) > MAX_PATH:
        return None
    target = db.session.scalar(select(OldAddress.target).where(OldAddress.path == path))
    if target is None or not target.startswith(ARTICLES):
        return target
    slug = target.removeprefix(ARTICLES)
    is_here = select(Article.id).where(Article.slug == slug, visible_to(who))
    if db.session.scalar(is_here) is not None:
        return target
    moved = moved_to(slug, who)
    return f"{ARTICLES}{moved}" if moved else None


def lead_by_number() -> Any:
    """Answer /?p=123, which is the address of another page here, before that page does."""
    for name in NUMBERED:
        number = request.args.get(name, "")
        if request.method in ASKING and number.isascii() and number.isdigit():
            path = f"{request.path.rstrip('/')}?{name}={number}"
            if target := led_to(path, viewer()):
                return redirect(target, 301)
    return None


def lead_on(response: Response) -> Any:
    """Answer an old address that is nothing here with the way to where it is now."""
    is_asked = request.method in ASKING and request.endpoint not in PLAIN_FILES
    if response.status_code != 404 or not is_asked:
        return response
    try:
        target = led_to(request.path.rstrip("/"), viewer())
    except OperationalError:
        return response
    return redirect(target, 301) if target else response
