"""What came to the moderators of the story, and what they decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from community.accounts.models import NEWCOMER_COMMENTS
from community.demo.clock import Clock
from community.demo.story import Story
from community.demo.threads import Place, Remark
from community.extensions import db
from community.moderation.models import Decision, Report
from community.moderation.vouching import vouch_for
from community.text.language import detect

LOOKED_AFTER = timedelta(minutes=9)
# Who came with the wave, or since: their first comments were looked at.
WAVE = timedelta(days=13)
REMOVED_BY = {"16": "kwame"}
DESK = "lin"


@dataclass(frozen=True)
class Decided:
    """A decision of the story: its row's id, its moment, and the comment it is about."""

    id: int
    created_at: datetime
    outcome: str
    remark: Remark


def add_reports(
    story: Story, remarks: Mapping[Place, Remark], user_ids: Mapping[str, int], clock: Clock
) -> None:
    """Write the reports; all of them still wait for someone at the desk."""
    languages = {person.username: person.language for person in story.people}
    rows = [
        {
            "reporter_id": user_ids[one.by],
            "comment_id": remarks[one.under, one.on].id,
            "rule": one.rule,
            "note": one.note,
            "note_language": detect(one.note, languages[one.by]),
            "created_at": clock.past(remarks[one.under, one.on].created_at + LOOKED_AFTER),
        }
        for one in story.complaints
    ]
    db.session.execute(insert(Report), rows)


def add_decisions(
    story: Story, remarks: Mapping[Place, Remark], user_ids: Mapping[str, int], clock: Clock
) -> list[Decided]:
    """Write the log: what was removed, and the first words of newcomers, let through."""
    found = [(one, "remove") for one in remarks.values() if one.said.state == "removed"]
    found += [(one, "approve") for one in _first_words(story, remarks.values(), clock)]
    found.sort(key=lambda one: one[0].created_at)
    if not found:
        return []
    languages = {person.username: person.language for person in story.people}
    rows = [_row(one, outcome, user_ids, languages, clock) for one, outcome in found]
    added = insert(Decision).returning(Decision.id, sort_by_parameter_order=True)
    ids = list(db.session.scalars(added, rows))
    # The journal is written now: it tells when it learned of them, the decisions when they were made.
    for id_ in ids:
        vouch_for(id_)
    return [
        Decided(id_, row["created_at"], outcome, one)
        for id_, row, (one, outcome) in zip(ids, rows, found, strict=True)
    ]


def _first_words(story: Story, remarks: Iterable[Remark], clock: Clock) -> Iterable[Remark]:
    """Yield the first comments of each reader who has come of late; `remarks` stand in time."""
    left = {
        person.username: NEWCOMER_COMMENTS
        for person in story.people
        if person.role == "reader" and clock.at(person.joined) > clock.now - WAVE
    }
    for one in remarks:
        if one.said.state == "published" and left.get(one.said.by):
            left[one.said.by] -= 1
            yield one


def _row(
    one: Remark,
    outcome: str,
    user_ids: Mapping[str, int],
    languages: Mapping[str, str],
    clock: Clock,
) -> dict[str, Any]:
    return {
        "comment_id": one.id,
        "author_id": one.author_id,
        "by_id": user_ids[REMOVED_BY.get(one.said.under, DESK)],
        "outcome": outcome,
        "rule": one.said.removed_rule,
        "words": one.said.body,
        "words_language": detect(one.said.body, languages[one.said.by]),
        "created_at": clock.past(one.created_at + LOOKED_AFTER),
    }
