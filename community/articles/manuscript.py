"""What an author hands in: the words and all that belongs to them, tidied and measured."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _l

from community.articles.credits import MAX_CREDITS, CreditLine, as_line
from community.articles.models import COVER_RATIOS, CREDIT_ROLES, KINDS, Article
from community.articles.tags import MAX_TAG_CHARACTERS, MAX_TAGS, slug_of, unique_tags
from community.config import MAX_ARTICLE_CHARACTERS, MAX_SUMMARY_CHARACTERS, MAX_TITLE_CHARACTERS
from community.errors import Refused
from community.text.language import LANGUAGES
from community.text.plain import clean_line, clean_text

TOO_LONG = _l("This is too long.")


@dataclass(frozen=True)
class Manuscript:
    """The words of an article. An empty language is detected; an empty slug is made of the title."""

    title: str = ""
    body: str = ""
    kind: str = "article"
    summary: str = ""
    language: str = ""
    tags: Sequence[str] = ()
    credits: Sequence[CreditLine] = ()
    cover_key: str = ""
    cover_ratio: str = "4x3"
    cover_alt: str | None = None
    slug: str = ""

    def tidied(self) -> "Manuscript":
        """Return it cleaned. Raises Refused for what does not hold."""
        tidy = replace(
            self,
            title=clean_line(self.title),
            body=clean_text(self.body),
            summary=clean_line(self.summary),
            tags=tuple(unique_tags(self.tags)),
            credits=tuple(self.credits),
        )
        tidy._check_lengths()
        tidy._check_choices()
        tidy._check_tags()
        return tidy

    def is_in(self, article: Article) -> bool:
        """Tell whether the article already says exactly this."""
        return self._compared() == manuscript_of(article)._compared()

    def _compared(self) -> tuple[object, ...]:
        tags = frozenset(map(slug_of, self.tags))
        people = [replace(line, username=line.username.casefold()) for line in self.credits]
        plain = replace(self, tags=(), credits=(), cover_alt=None, slug="")
        return plain, tags, people, self.cover_alt or ""

    def _check_lengths(self) -> None:
        limits = {
            "title": MAX_TITLE_CHARACTERS,
            "summary": MAX_SUMMARY_CHARACTERS,
            "body": MAX_ARTICLE_CHARACTERS,
        }
        for name, limit in limits.items():
            if len(getattr(self, name)) > limit:
                raise Refused(TOO_LONG, name)
        if len(self.credits) > MAX_CREDITS:
            raise Refused(_l("A byline has room for 20 lines."), "credits")

    def _check_choices(self) -> None:
        choices = {
            "kind": KINDS,
            "cover_ratio": COVER_RATIOS,
            "language": ("", *LANGUAGES),
        }
        for name, allowed in choices.items():
            if getattr(self, name) not in allowed:
                raise Refused(_l("Choose one of the list."), name)
        if any(line.role not in CREDIT_ROLES for line in self.credits):
            raise Refused(_l("Choose one of the list."), "credits")

    def _check_tags(self) -> None:
        if len(self.tags) > MAX_TAGS:
            raise Refused(_l("Eight tags at most: keep those that matter."), "tags")
        for name in self.tags:
            if len(name) > MAX_TAG_CHARACTERS:
                raise Refused(_l("“%(tag)s” is too long for a tag.", tag=f"{name[:20]}…"), "tags")
            if not slug_of(name):
                raise Refused(_l("“%(tag)s” has no letter in it.", tag=name), "tags")


def manuscript_of(article: Article) -> Manuscript:
    """Return the words of an article as its author would hand them in."""
    return Manuscript(
        title=article.title,
        body=article.body,
        kind=article.kind,
        summary=article.summary,
        language=article.language if article.language_is_chosen else "",
        tags=tuple(tag.name for tag in article.tags),
        credits=tuple(map(as_line, article.credits)),
        cover_key=article.cover.key if article.cover else "",
        cover_ratio=article.cover_ratio,
        cover_alt=article.cover.alt if article.cover else "",
        slug=article.slug,
    )
