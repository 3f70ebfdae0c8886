"""The form of the editor: its fields are those of INTERFACE, and a few for what stands beside."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    SelectChoice,
    SelectField,
    StringField,
)
from wtforms.validators import NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from community.accounts.models import User
from community.articles.autosaves import TYPED
from community.articles.credits import CreditLine, credits_as_text, parse_credits
from community.articles.house import MAX_CLOSE_DAYS, MAX_THREAD_NOTE, house_of
from community.articles.models import Article
from community.articles.rendering import language_of
from community.articles.series import series_of
from community.articles.tags import split_tags
from community.config import MAX_ARTICLE_CHARACTERS, MAX_SUMMARY_CHARACTERS, MAX_TITLE_CHARACTERS
from community.database import now
from community.media.actions import MAX_ALT_CHARACTERS
from community.permissions import may
from community.text.language import LANGUAGES
from community.text.pictures import key_of
from community.text.plain import clean_line
from community.text.slugs import MAX_SLUG
from community.web.forms import BaseForm, Line, Number, Words

ACTIONS = ("save", "publish", "schedule", "unpublish")
MAX_AHEAD = timedelta(days=3660)
KINDS = [
    SelectChoice("article", _l("Article")),
    SelectChoice("note", _l("Note")),
    SelectChoice("guide", _l("Guide")),
]
RATIOS = [
    SelectChoice("4x3", _l("Wide")),
    SelectChoice("1x1", _l("Square")),
    SelectChoice("3x4", _l("Tall")),
]
LANGUAGE_CHOICES = [
    SelectChoice("", _l("As detected")),
    *(SelectChoice(code, name, render_kw={"lang": code}) for code, name in LANGUAGES.items()),
]
COMMENT_CHOICES = [
    SelectChoice("open", _l("Open")),
    SelectChoice("closed", _l("Closed")),
]
FAULTS = {
    "role": lambda line: _l(
        "Line %(line)d: begin with a role (writing, reporting, photos, translation, editing, source).",
        line=line,
    ),
    "name": lambda line: _l(
        "Line %(line)d: name one person or one source; each part stands once.", line=line
    ),
    "address": lambda line: _l("Line %(line)d: this address cannot be linked.", line=line),
    "length": lambda line: _l("Line %(line)d is too long.", line=line),
}


def cover_key(text: str | None) -> str:
    """Return the key of a cover, from a key or from an address of one of our pictures."""
    text = clean_line(text or "")
    return key_of(text) or text


class ArticleForm(BaseForm):
    """What an author types. Fields that were not sent keep what the article has."""

    kind = SelectField(_l("Kind"), choices=KINDS, default="article")
    title = Words(_l("Title"), max_characters=MAX_TITLE_CHARACTERS, filters=[clean_line])
    summary = Words(_l("Summary"), max_characters=MAX_SUMMARY_CHARACTERS, filters=[clean_line])
    body = Words(_l("Text"), max_characters=MAX_ARTICLE_CHARACTERS)
    language = SelectField(_l("Language"), choices=LANGUAGE_CHOICES, default="")
    tags = Line(_l("Tags"), max_characters=400)
    credits = Words(_l("Byline"), max_characters=6000)
    cover = HiddenField(_l("Cover"), filters=[cover_key], default="")
    cover_file = FileField(_l("Picture for the cover"))
    cover_alt = Line(_l("What does it show?"), max_characters=MAX_ALT_CHARACTERS)
    cover_ratio = SelectField(_l("Shape of the cover"), choices=RATIOS, default="4x3")
    cover_removed = BooleanField(_l("Remove the cover"))
    slug = Line(_l("Address"), max_characters=MAX_SLUG)
    publish_at = StringField(_l("Publish at"), filters=[clean_line], default="")
    version = Number(_l("Version"), [Optional()], widget=HiddenInput())
    comments = SelectField(_l("Comments"), choices=COMMENT_CHOICES, default="open")
    close_after_days = Number(
        _l("Close after so many days"), [Optional(), NumberRange(0, MAX_CLOSE_DAYS)], default=0
    )
    thread_note = Words(_l("What you ask of those who comment"), max_characters=MAX_THREAD_NOTE)
    canonical_url = Line(_l("Address of the original"), max_characters=2000)
    series = Line(_l("Series"), max_characters=MAX_TITLE_CHARACTERS)
    series_position = Number(_l("Number in the series"), [Optional(), NumberRange(1, 9999)])
    # Whether it was said that pictures have no words; not sent by those who are not to be asked.
    alt_asked = HiddenField(default="0")
    # What is kept of this text already, and the window that it is typed in.
    edition = Number(_l("Version"), [Optional()], widget=HiddenInput(), default=0)
    window = HiddenField(default="")
    # Of two versions that are put together: what was sent, the version it began with, the choices made.
    mine = HiddenField(default="")
    merge_base = Number(_l("Version"), [Optional()], widget=HiddenInput())
    chosen = HiddenField(default="")
    action = SelectField(_l("Action"), choices=[*map(SelectChoice, ACTIONS)], default="save")

    def __init__(self, *args: Any, author: User, **kwargs: Any) -> None:
        self.author = author
        self.moment: datetime | None = None
        self.credit_lines: list[CreditLine] = []
        # A contributor leaves the kind as it is.
        known = {"note", (kwargs.get("data") or {}).get("kind")}
        may_choose = may(author, "article.write")
        kinds = KINDS if may_choose else [kind for kind in KINDS if kind.value in known]
        kwargs["data"] = {"kind": "article" if may_choose else "note"} | (kwargs.get("data") or {})
        super().__init__(*args, **kwargs)
        self.kind.choices = kinds

    def validate_publish_at(self, field: Field) -> None:
        self.moment = read_moment(field.data, zone_of(self.author)) if field.data else None
        if self.action.data != "schedule":
            return
        if self.moment is None:
            raise ValidationError(_l("Say when it is to be published."))
        if not now() < self.moment < now() + MAX_AHEAD:
            raise ValidationError(_l("This moment has to lie ahead, within ten years."))

    def validate_credits(self, field: Field) -> None:
        self.credit_lines, faults = parse_credits(field.data or "")
        field.errors = [*field.errors, *(FAULTS[fault.what](fault.number) for fault in faults)]

    def takes(self, values: Mapping[str, Any]) -> None:
        """Show other values than what was opened or sent."""
        for name, value in values.items():
            self[name].data, self[name].raw_data = value, None

    @property
    def typed(self) -> dict[str, str]:
        """What the fields hold, as text; a cover that is removed is none."""
        cover = "" if self.cover_removed.data else self.cover.data or ""
        return {name: self[name].data or "" for name in TYPED} | {"cover": cover}

    @property
    def zone_name(self) -> str:
        return zone_of(self.author).key

    @property
    def language_of_words(self) -> str:
        hint = self.author.language
        found = language_of(self.title.data or "", self.body.data or "", hint)
        return self.language.data or found

    @property
    def words(self) -> dict[str, Any]:
        """What was typed, as `write` and `revise` take it; valid once the form is."""
        names = ("kind", "title", "summary", "body", "language", "cover_ratio", "slug")
        typed = {name: self[name].data or "" for name in names}
        cover = "" if self.cover_removed.data else self.cover.data
        return typed | {
            "tags": split_tags(self.tags.data or ""),
            "credits": self.credit_lines,
            "cover_key": cover,
            "cover_alt": self.cover_alt.data or "",
        }

    @property
    def house(self) -> dict[str, Any]:
        """What was set beside the words, as `set_house` takes it."""
        names = ("comments", "thread_note", "canonical_url")
        return {name: self[name].data or "" for name in names} | {
            "close_after_days": self.close_after_days.data or 0
        }


def typed_values(article: Article, author: User, language: str) -> dict[str, Any]:
    """Return what the fields hold when an article is opened, for an interface in this language."""
    same = ("kind", "title", "summary", "body", "cover_ratio", "slug", "version")
    comma = "，" if language.startswith("zh") else ", "
    beside = house_of(article) | series_of(article)
    return (
        beside
        | {name: getattr(article, name) for name in same}
        | {
            "language": article.language if article.language_is_chosen else "",
            "tags": comma.join(tag.name for tag in article.tags),
            "credits": credits_as_text(article.credits, language),
            "cover": article.cover.key if article.cover else "",
            "cover_alt": article.cover.alt if article.cover else "",
            "publish_at": local_text(article.published_at, author) if article.is_scheduled else "",
        }
    )


def zone_of(user: User) -> ZoneInfo:
    try:
        return ZoneInfo(user.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def local_text(moment: datetime | None, user: User) -> str:
    """Write a moment as the browser's own field for it does, in the author's time zone."""
    return moment.astimezone(zone_of(user)).strftime("%Y-%m-%dT%H:%M") if moment else ""


def read_moment(text: str, zone: ZoneInfo) -> datetime:
    """Read ISO 8601; without a zone it is the author's. Raises ValidationError."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValidationError(_l("Write the moment as 2026-12-24T18:00.")) from error
