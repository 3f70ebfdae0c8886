"""From an article's Markdown to the HTML that is stored and shown: one way, for preview and page."""

from collections.abc import Sequence

from community.articles.models import Article
from community.media.queries import sizes_of
from community.text.language import detect
from community.text.markup import VERSION, picture_keys_in, render_article
from community.text.plain import to_plain

# Characters of Markdown that tell the language of the whole.
ENOUGH = 8000


def rendered(body: str) -> str:
    """Return the HTML of a body as Markup, its pictures with their sizes."""
    return render_article(body, pictures=sizes_of(picture_keys_in(body)))


def render(*articles: Article) -> None:
    """Make the HTML of the articles anew; the pictures of all are looked up at once."""
    pictures = sizes_of(_picture_keys(articles))
    for article in articles:
        article.body_html = str(render_article(article.body, pictures=pictures))
        article.html_version = VERSION


def language_of(title: str, body: str, hint: str) -> str:
    """Tell the language of the words; `hint` decides where they leave it open.

    Signs of Markdown are left out, and so is the pinyin over Chinese words.
    """
    return detect(f"{title}\n{to_plain(body[:ENOUGH])}", hint=hint)


def _picture_keys(articles: Sequence[Article]) -> set[str]:
    return {key for article in articles for key in picture_keys_in(article.body)}
