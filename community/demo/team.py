"""What the moderators of the story keep for one another: shifts, notes, ready texts, word rules."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import insert, select

from community.demo.clock import Clock, duration
from community.demo.desk import Decided
from community.demo.story import Story
from community.extensions import db
from community.moderation.desk_models import AccountNote, CannedText, Handover, Shift
from community.moderation.week import DAY_MINUTES
from community.moderation.word_list import kept_rules, meaning_of
from community.screening.actions import raise_version
from community.screening.models import WordRule
from community.screening.queries import WORDS_VERSION
from community.text.language import detect

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def add_team(
    story: Story, decided: Iterable[Decided], user_ids: Mapping[str, int], clock: Clock
) -> None:
    """Write all of it, each kind at once; what the house has of its own already stays as it is."""
    own = {person.username: person.language for person in story.people}
    _add(Shift, _shifts(story, user_ids))
    _add(Handover, _handovers(story, own, user_ids, clock))
    _add(AccountNote, _notes(story, own, decided, user_ids, clock))
    _add(CannedText, _ready_texts(story, user_ids))
    _add(WordRule, _word_rules(story, user_ids, clock))
    raise_version(WORDS_VERSION)


def _add(model: Any, rows: Iterable[dict[str, Any]]) -> None:
    if found := list(rows):
        db.session.execute(insert(model), found)


def _shifts(story: Story, user_ids: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for one in story.team["shift"]:
        minute = one["starts"].hour * 60 + one["starts"].minute
        for day in one["days"]:
            yield {
                "user_id": user_ids[one["by"]],
                "starts_minute": DAYS.index(day) * DAY_MINUTES + minute,
                "length_minutes": one["hours"] * 60,
            }


def _handovers(
    story: Story, own: Mapping[str, str], user_ids: Mapping[str, int], clock: Clock
) -> Iterator[dict[str, Any]]:
    for one in story.team["handover"]:
        left_at = clock.now - duration(one["ago"])
        done_at = clock.past(left_at + duration(one["done_after"])) if one["done_after"] else None
        words = _words(one, own, user_ids)
        yield words | {"created_at": left_at, "done_at": done_at}


def _notes(
    story: Story,
    own: Mapping[str, str],
    decided: Iterable[Decided],
    user_ids: Mapping[str, int],
    clock: Clock,
) -> Iterator[dict[str, Any]]:
    removed_at = {one.remark.said.by: one.created_at for one in decided if one.outcome == "remove"}
    for one in story.team["note"]:
        noted_at = clock.past(removed_at[one["about"]] + duration(one["after"]))
        words = _words(one, own, user_ids)
        yield words | {"user_id": user_ids[one["about"]], "created_at": noted_at}


def _words(
    one: Mapping[str, Any], own: Mapping[str, str], user_ids: Mapping[str, int]
) -> dict[str, Any]:
    text = one["text"]
    return {"by_id": user_ids[one["by"]], "text": text, "language": detect(text, own[one["by"]])}


def _ready_texts(story: Story, user_ids: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    taken = set(db.session.scalars(select(CannedText.title)))
    for one in story.team["ready"]:
        if one["title"] not in taken:
            yield {
                "title": one["title"],
                "rule": one["rule"],
                "text_en": one["en"],
                "text_zh": one["zh"],
                "by_id": user_ids[one["by"]],
            }


def _word_rules(
    story: Story, user_ids: Mapping[str, int], clock: Clock
) -> Iterator[dict[str, Any]]:
    for one in story.team["word"]:
        if meaning_of(one["pattern"]) not in kept_rules(one["language"]):
            rule = {name: one[name] for name in ("pattern", "language", "effect")}
            yield rule | {"by_id": user_ids[one["by"]], "created_at": clock.at(one["made"])}
