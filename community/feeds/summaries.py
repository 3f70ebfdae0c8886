"""In a sentence or two, what a text says: for feeds, search engines and other sites."""

import re
from html import unescape

from community.articles.models import Article
from community.text.plain import excerpt

MAX_SUMMARY = 200
MAX_TITLE = 80
# HTML that is looked at, in characters: no summary is made from more.
ENOUGH = 4_000
# Pinyin over the words, and what stands in no sentence.
_ASIDE = re.compile(r"<(rt|rp|pre|table|figcaption)\b.*?</\1>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|h[1-6]|li|blockquote|br|hr|figure|div)\b[^>]*>")
_TAG = re.compile(r"<[^<>]*>?")


def summary_of(article: Article) -> str:
    """Return the author's summary, else how the article begins."""
    return article.summary or said_in(article.body_html) or article.title


def said_in(html: str, limit: int = MAX_SUMMARY) -> str:
    """Return how stored HTML begins, as plain words on one line."""
    words = _BLOCK.sub(" ", _ASIDE.sub("", html[:ENOUGH]))
    return excerpt(unescape(_TAG.sub("", words)), limit)
