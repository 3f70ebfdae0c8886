"""What templates may ask of a value: times, counts, and the language of people's words."""

import json
from datetime import date as day_type
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from babel.dates import format_date as format_day
from babel.dates import format_timedelta
from flask import Flask
from flask_babel import format_datetime, format_decimal, get_locale, get_timezone
from flask_babel import gettext as _
from markupsafe import Markup

from community.config import INTERFACE_LANGUAGES
from community.database import now
from community.permissions import can
from community.text.language import detect
from community.text.plain import excerpt
from community.web.csrf import csrf_field
from community.web.kept import are_words_kept, kept_for
from community.web.language import interface_language, theme
from community.web.viewer import viewer

AGO_UNTIL_DAYS = 7
DAY_SECONDS = 24 * 3600
TINTS = 12


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        ago=ago,
        as_data=as_data,
        cleaned=cleaned,
        date=date,
        excerpt=excerpt,
        language=language,
        moment=moment,
        number=number,
        span=span,
        stamp=stamp,
        tint=tint,
    )
    app.jinja_env.globals.update(
        can=can, csrf_field=csrf_field, kept_for=kept_for, are_words_kept=are_words_kept
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(page_context)


def page_context() -> dict[str, Any]:
    return {
        "viewer": viewer(),
        "interface_language": interface_language(),
        "interface_languages": list(INTERFACE_LANGUAGES.items()),
        "theme": theme(),
    }


def ago(then: datetime, locale: Any = None) -> str:
    """Return "3 hours ago" in the reader's language; a date once it is a week old.

    A page with many of them looks up the locale once and hands it in.
    """
    seconds = round((then - now()).total_seconds())
    if abs(seconds) < 45:
        return _("just now")
    if abs(seconds) >= AGO_UNTIL_DAYS * DAY_SECONDS:
        return date(then, locale)
    # Beyond a minute nobody sees the seconds; without them few results are all there are.
    whole = seconds if abs(seconds) < 60 else int(seconds / 60) * 60
    return _ago(whole, locale or get_locale())


@lru_cache(maxsize=20_000)
def _ago(seconds: int, locale: Any) -> str:
    text = format_timedelta(timedelta(seconds=seconds), locale=locale, add_direction=True)
    # CLDR writes "3 小時前" in 繁體; between digits and Han the style sheet makes the room.
    return text.replace(" ", "") if str(locale).startswith("zh") else text


def date(then: datetime, locale: Any = None) -> str:
    """Return the day in the reader's language and time zone; the year only if it is another."""
    zone = get_timezone()
    this_year = now().astimezone(zone).year
    return _date(then.astimezone(zone).date(), this_year, locale or get_locale())


@lru_cache(maxsize=20_000)
def _date(day: day_type, this_year: int, locale: Any) -> str:
    day_only, with_year, _with_time = _patterns(locale)
    return format_day(day, day_only if day.year == this_year else with_year, locale)


def _patterns(locale: Any) -> tuple[str, str, str]:
    """Return how a day is written, a day of another year, and a moment (UTS 35)."""
    if str(locale).startswith("zh"):
        return "M月d日", "y年M月d日", "y年M月d日 HH:mm"
    return "d MMM", "d MMM y", "d MMM y, HH:mm"


def moment(then: datetime) -> str:
    """Return day and time of day in the reader's language and time zone."""
    return format_datetime(then, _patterns(get_locale())[2])


def span(seconds: float) -> str:
    """Return a span of time in the reader's language, in its largest unit: "3 hours", "5分钟"."""
    text = format_timedelta(timedelta(seconds=round(seconds)), locale=get_locale(), threshold=1.5)
    return text.replace(" ", "") if str(get_locale()).startswith("zh") else text


def stamp(then: datetime) -> str:
    """Return a moment for machines (ISO 8601)."""
    return then.isoformat(timespec="seconds")


def number(count: int) -> str:
    return format_decimal(count)


def cleaned(html: str) -> Markup:
    """Let through the HTML that `text.markup` made and cleaned when the words were written."""
    return Markup(html)


def as_data(value: Any) -> Markup:
    """Return JSON for <script type="application/ld+json">: no `<` that could end it, Han left as it is."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


@lru_cache(maxsize=20_000)
def language(name: str) -> str:
    """Return the language of a name or a tag, by its letters."""
    return detect(name)


@lru_cache(maxsize=10_000)
def tint(name: str) -> int:
    """Return one of twelve tints for a name, the same one each time."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(name)) % TINTS
