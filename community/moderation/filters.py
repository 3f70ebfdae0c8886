"""What a moderator wants to see of a list at the desk, as it stands in an address."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, or_, select

from community.accounts import queries as accounts
from community.articles.models import Article
from community.moderation.models import ALL_OUTCOMES
from community.moderation.rules import RULES
from community.text.language import LANGUAGES

ORDERS = ("oldest", "worst")
# In both ways of writing.
CHINESE = {"zh": "中文"}


@dataclass(frozen=True)
class Filters:
    """What is to be seen of a list; empty texts mean everything.

    `moderator` is who decided, `everything` shows as well what goes first to those who read other
    languages.
    """

    order: str = "oldest"
    language: str = ""
    article: str = ""
    author: str = ""
    check: str = ""
    moderator: str = ""
    outcome: str = ""
    rule: str = ""
    everything: bool = False

    @property
    def chosen(self) -> dict[str, str]:
        """Return what narrows the list."""
        names = ("language", "article", "author", "check", "moderator", "outcome", "rule")
        return {name: value for name in names if (value := getattr(self, name))}

    @property
    def query(self) -> dict[str, str]:
        """Return the filters as they stand in an address."""
        others = {
            "all": "1" if self.everything else "",
            "order": self.order if self.order != ORDERS[0] else "",
        }
        return self.chosen | {name: value for name, value in others.items() if value}

    def address(self, queue: str, **changed: Any) -> str:
        query = urlencode(replace(self, **changed).query)
        return f"/moderation/{queue}?{query}" if query else f"/moderation/{queue}"

    def older(self, queue: str, cursor: str) -> str:
        """Return the address of the next page; "" where there is none."""
        if not cursor:
            return ""
        address = self.address(queue)
        return f"{address}{'&' if '?' in address else '?'}after={cursor}"


def read_filters(asked: Any) -> Filters:
    """Read the filters of an address; rubbish counts as nothing."""

    def text(name: str, known: Iterable[str] = ()) -> str:
        value: str = asked.get(name, "").strip()
        value = value[:200] if "\x00" not in value else ""
        return value if not known or value in known else ""

    return Filters(
        order=text("order", ORDERS) or ORDERS[0],
        language=text("language"),
        article=text("article"),
        author=text("author").lstrip("@"),
        check=text("check"),
        moderator=text("moderator").lstrip("@"),
        outcome=text("outcome", ALL_OUTCOMES),
        rule=text("rule", RULES),
        everything=text("all") == "1",
    )


def is_in_language(column: Any, language: str) -> ColumnElement[bool]:
    """Hold for a language in whichever way it is written: zh is zh-Hans and zh-Hant as well."""
    return or_(column == language, column.startswith(f"{language}-", autoescape=True))


def is_by(column: Any, username: str) -> ColumnElement[bool]:
    """Hold for the id of this person; for nobody where there is no such person."""
    person = accounts.by_username(username)
    is_theirs: ColumnElement[bool] = column == (person.id if person else 0)
    return is_theirs


def article_id(slug: str) -> Any:
    return select(Article.id).where(Article.slug == slug).scalar_subquery()


def language_choices(codes: Iterable[str], chosen: str = "") -> dict[str, str]:
    """Return code → name of the languages to choose from, Chinese as a whole before its two ways."""
    found = sorted({*codes, *([chosen] if chosen else [])})
    if any(code.startswith("zh-") for code in found):
        found = sorted({*found, *CHINESE})
    names = CHINESE | LANGUAGES
    return {code: names.get(code, code) for code in found}
