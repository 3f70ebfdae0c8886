"""From articles and comments to the entries of a feed."""

from html import escape

from community.accounts.models import User
from community.articles.models import Article, Credit
from community.comments.models import Comment
from community.feeds.addresses import absolute, first_published, tag_id, with_whole_addresses
from community.feeds.entries import Answered, Entry, Person, Picture
from community.feeds.summaries import MAX_TITLE, said_in, summary_of
from community.media import models


def article_id(article: Article) -> str:
    return tag_id(article.created_at, f"articles/{article.id}")


def article_entry(article: Article) -> Entry:
    """Return an article in full; byline, tags and cover are loaded."""
    assert article.published_at
    url = absolute(article.url)
    picture = picture_of(article.cover)
    return Entry(
        id=article_id(article),
        url=url,
        title=article.title,
        language=article.language,
        html=_figure(picture) + with_whole_addresses(article.body_html, url),
        summary=summary_of(article),
        published_at=article.published_at,
        updated_at=max(article.published_at, article.updated_at),
        authors=authors_of(article),
        contributors=_contributors_of(article),
        tags=[tag.name for tag in article.tags],
        picture=picture,
        canonical_url=first_published(article.canonical_url),
        sources=[one.url for one in article.credits if one.role == "source" and one.url],
        comments_url=absolute(f"{article.url}/comments.atom"),
    )


def comment_entry(comment: Comment, article: Article) -> Entry:
    """Return a comment; it names what it answers, its title is how it begins."""
    url = absolute(comment.url)
    parent = absolute(f"/comments/{comment.parent_id}")
    return Entry(
        id=url,
        url=url,
        title=f"{comment.author.username}: {said_in(comment.body_html, MAX_TITLE)}",
        language=comment.language,
        html=with_whole_addresses(comment.body_html, url),
        summary="",
        published_at=comment.created_at,
        updated_at=comment.edited_at or comment.created_at,
        authors=[person_of(comment.author)],
        is_titled=False,
        answers=Answered(parent, parent)
        if comment.parent_id
        else Answered(article_id(article), absolute(article.url)),
    )


def person_of(user: User) -> Person:
    face = absolute(f"/media/{user.face_key}-large.webp") if user.face_key else ""
    return Person(user.username, absolute(user.url), face)


def authors_of(article: Article) -> list[Person]:
    """Return who wrote an article, its author first."""
    return [person_of(article.author), *credited(article, "writing")]


def credited(article: Article, *roles: str) -> list[Person]:
    """Return those of the byline with one of these roles, the author apart."""
    return [_named(line) for role, lines in article.byline for line in lines if role in roles]


def picture_of(picture: models.Picture | None, size: str = "large") -> Picture | None:
    """Return a picture with its whole address."""
    if picture is None:
        return None
    return Picture(absolute(picture.url(size)), picture.width, picture.height, picture.alt)


def _contributors_of(article: Article) -> list[Person]:
    return credited(article, "reporting", "photos", "translation", "editing")


def _named(line: Credit) -> Person:
    if line.user:
        person = person_of(line.user)
        return Person(line.name or person.name, person.url, person.picture)
    return Person(line.name or line.host, line.url)


def _figure(picture: Picture | None) -> str:
    """Return the cover as readers of feeds show it, above the words."""
    if picture is None:
        return ""
    source, alt = escape(picture.url), escape(picture.alt)
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<figure><img src="{source}" alt="{alt}" {size}></figure>'
