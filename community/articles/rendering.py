"""From an article's Markdown to the HTML that is stored and shown: one way, for preview and page."""

from collections.abc import Sequence

from community.articles.models import Article
from community.media.queries import sizes_of
from community.text.language import detect
from community.text.markup import VERSION, picture_keys_in, render_article


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
    """Tell the language of the words; `hint` decides where they leave it open."""
    return detect(f"{title}\n{body}", hint=hint)


def _picture_keys(articles: Sequence[Article]) -> set[str]:
    return {key for article in articles for key in picture_keys_in(article.body)}
