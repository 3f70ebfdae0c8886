"""What an address of this site leads to, as somebody pasted it into a notice."""

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from flask_babel import lazy_gettext as _l

from community.accounts import queries as accounts
from community.accounts.models import User
from community.articles import queries as articles
from community.articles.addresses import moved_to
from community.articles.models import Article
from community.comments import queries as comments
from community.comments.models import Comment
from community.database import MAX_INTEGER
from community.errors import NotFound, Refused

NOT_HERE = _l(
    "This is not an address of this site. Please copy it from the page that it is about; it looks "
    "like /comments/12 or /articles/cats."
)
# The same for what is hidden and for what never was.
NOTHING_THERE = _l("There is nothing at this address that you can see. Please look once more.")

_COMMENT = re.compile(r"/comments/([0-9]{1,10})/?")
_ARTICLE = re.compile(r"/articles/([^/]+)/?")
_PERSON = re.compile(r"/@([^/]+)/?")
_PLACE = re.compile(r"comment-([0-9]{1,10})")


def thing_at(address: str, who: User | None, hosts: Collection[str]) -> Any:
    """Return the comment, article or person that this reader sees at an address of these hosts.

    Raises Refused (422) for any other address; what is hidden cannot be told from what is not there.
    """
    try:
        return _found(_parts(address, hosts), who)
    except NotFound as error:
        raise Refused(NOTHING_THERE, "address") from error


def is_public(thing: Any) -> bool:
    """Tell whether a thing is there for everyone to read."""
    if isinstance(thing, Comment):
        return thing.is_published and thing.article.is_public
    return isinstance(thing, User) or thing.is_public


def _parts(address: str, hosts: Collection[str]) -> SplitResult:
    text = f"/{address}" if address.startswith("@") else address
    if not text.startswith("/") and "://" not in text:
        text = f"//{text}"  # The host alone, as browsers show it.
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise Refused(NOT_HERE, "address") from error
    is_here = not parts.netloc or parts.netloc.lower() in hosts
    if not is_here or parts.scheme not in ("", "http", "https"):
        raise Refused(NOT_HERE, "address")
    return parts


def _found(parts: SplitResult, who: User | None) -> Any:
    path = unquote(parts.path)
    if comment := _COMMENT.fullmatch(path):
        return _comment(comment[1], who)
    if article := _ARTICLE.fullmatch(path):
        return _in_article(_article(article[1], who), parts, who)
    person = _PERSON.fullmatch(path)
    if person and (found := accounts.by_username(person[1])):
        return found
    raise NotFound


def _article(slug: str, who: User | None) -> Article:
    article = articles.by_slug(moved_to(slug, who) or slug, who)
    if not is_public(article):
        raise NotFound
    return article


def _in_article(article: Article, parts: SplitResult, who: User | None) -> Article | Comment:
    """Return the comment that an address of an article points at, else the article."""
    place = _PLACE.fullmatch(parts.fragment)
    [asked, *_] = parse_qs(parts.query).get("at", [""])
    number = place[1] if place else asked
    if not re.fullmatch("[0-9]{1,10}", number):
        return article
    comment = _comment(number, who)
    if comment.article_id != article.id:
        raise NotFound
    return comment


def _comment(number: str, who: User | None) -> Comment:
    if int(number) > MAX_INTEGER:
        raise NotFound
    comment = comments.by_id(int(number), who)
    if not is_public(comment):
        raise NotFound
    return comment
