"""The words of letters: an article or a digest, in the reader's language around the author's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from community.accounts.addresses import post_address
from community.articles.models import Article
from community.config import Settings
from community.letters.post import render, write
from community.newsletters.models import Delivery, Subscription
from community.text.letter import html_for_letter, text_for_letter

MAX_IN_DIGEST = 20


@dataclass(frozen=True)
class Reader:
    """To whom a letter goes, in which language, and the addresses at which it can be ended."""

    address: str
    language: str
    manage: str
    end: str


def reader_of(subscription: Subscription, frequency: str, settings: Settings) -> Reader:
    """Return the reader of a subscription. Raises Refused for an address that cannot be written to."""
    user = subscription.user
    page = f"{settings.address}{subscription.url}"
    return Reader(
        address=post_address(user.email if user else subscription.email),
        language=user.language if user else subscription.language,
        manage=page if user is None else f"{settings.address}/settings/notifications",
        end=f"{page}/end" if frequency == "each" else f"{page}/end/{frequency}",
    )


def write_delivery(
    delivery: Delivery, articles: Sequence[Article], reader: Reader, settings: Settings
) -> EmailMessage:
    """Return the message of a delivery; written again it has the same Message-ID."""
    first = articles[0]
    is_one = delivery.article_id is not None
    context = letter_context(first, settings) if is_one else _digest(delivery, articles, settings)
    subscription: Any = delivery.subscription
    context |= {"reader": reader, "of_author": subscription.author}
    return write(
        "article" if is_one else "digest",
        reader.address,
        reader.language,
        settings,
        from_name=f"{first.author.username} · {settings.site_name}" if is_one else "",
        ref=f"d-{delivery.id}",
        headers=_headers(subscription, reader, settings),
        **context,
    )


def preview(article: Article, language: str, settings: Settings) -> dict[str, str]:
    """Return the parts of the letter that an article would be; its links to end it lead nowhere."""
    page = f"{settings.address}{article.url}/letter"
    reader = Reader("", language, page, page)
    context = letter_context(article, settings) | {"reader": reader, "of_author": article.author}
    return render("article", language, settings, **context)


def letter_context(article: Article, settings: Settings) -> dict[str, Any]:
    page = f"{settings.address}{quote(article.url)}"
    html, text = _body(article.id, article.version, article.body_html, page)
    cover = f"{settings.address}{article.cover.url('medium')}" if article.cover else ""
    return {"article": article, "page": page, "html": html, "text": text, "cover": cover}


@lru_cache(maxsize=8)
def _body(_id: int, _version: int, body_html: str, page: str) -> tuple[Any, str]:
    """Return the body for both parts: the same for all readers, so made once."""
    return html_for_letter(body_html, page), text_for_letter(body_html, page)


def _digest(delivery: Delivery, articles: Sequence[Article], settings: Settings) -> dict[str, Any]:
    shown = [(f"{settings.address}{quote(one.url)}", one) for one in articles[:MAX_IN_DIGEST]]
    return {
        "articles": shown,
        "more_count": max(0, len(delivery.article_ids) - len(shown)),
        "frequency": delivery.frequency,
    }


def _headers(subscription: Subscription, reader: Reader, settings: Settings) -> dict[str, str]:
    """Return what marks a letter as one of a list, and lets mail programs end it (RFC 2919, 8058)."""
    host = urlsplit(settings.address).hostname or "localhost"
    name = f"author-{subscription.author_id}" if subscription.author_id else "site"
    return {
        "List-Id": f"<{name}.letters.{host}>",
        "List-Unsubscribe": f"<{reader.end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }
