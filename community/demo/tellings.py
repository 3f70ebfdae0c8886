"""What the people of the story have been told: as the site itself would have told them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import insert

from community.demo.clock import Clock
from community.demo.desk import Decided
from community.demo.pieces import Shelf
from community.demo.story import Story
from community.demo.threads import Place, Remark
from community.extensions import db
from community.notifications.models import Notification

AT_MOST = 40
# Whoever was here a day ago has read what came before, but for the last of it.
READ = timedelta(hours=30)
LEFT_UNREAD = 2
KINDS = {"approve": "approved", "remove": "removed"}


class Telling(NamedTuple):
    created_at: datetime
    user_id: int
    kind: str
    actor_id: int | None = None
    article_id: int | None = None
    comment_id: int | None = None
    decision_id: int | None = None


def add_tellings(
    story: Story,
    shelf: Shelf,
    remarks: Mapping[Place, Remark],
    decided: Iterable[Decided],
    user_ids: Mapping[str, int],
    clock: Clock,
) -> None:
    """Write the last notifications of each person, the oldest first; the latest are unread."""
    authors = {piece.number: user_ids[piece.by] for piece in story.pieces}
    told = [
        *_of_comments(remarks, authors),
        *_of_likes(story, shelf, remarks, user_ids, clock),
        *_of_decisions(decided),
    ]
    of_each: defaultdict[int, list[Telling]] = defaultdict(list)
    for one in sorted(told, key=lambda one: one.created_at):
        of_each[one.user_id].append(one)
    rows = [row for all_ in of_each.values() for row in _rows(all_[-AT_MOST:], clock)]
    db.session.execute(insert(Notification), sorted(rows, key=lambda row: row["created_at"]))


def _of_comments(remarks: Mapping[Place, Remark], authors: Mapping[str, int]) -> Iterator[Telling]:
    """Tell whom a comment answers and whose piece it is under: each once, never the writer.

    Of one that waits only the writer is told.
    """
    for one in remarks.values():
        if one.said.state == "held":
            yield Telling(one.created_at, one.author_id, "held", comment_id=one.id)
            continue
        told = {one.author_id}
        concerned = [(remarks[one.parent].author_id, "reply")] if one.parent else []
        for user_id, kind in (*concerned, (authors[one.said.under], "comment")):
            if user_id not in told:
                told.add(user_id)
                yield Telling(
                    one.created_at, user_id, kind, actor_id=one.author_id, comment_id=one.id
                )


def _of_likes(
    story: Story,
    shelf: Shelf,
    remarks: Mapping[Place, Remark],
    user_ids: Mapping[str, int],
    clock: Clock,
) -> Iterator[Telling]:
    """Tell of likes, which add up: one telling for each thing, by the last who liked it."""
    joined = {person.username: clock.at(person.joined) for person in story.people}
    for piece in story.pieces:
        for who in piece.likes[-1:]:
            yield Telling(
                clock.past(shelf.times[piece.number], joined[who]),
                user_ids[piece.by],
                "article_like",
                actor_id=user_ids[who],
                article_id=shelf.ids[piece.number],
            )
    for one in remarks.values():
        for who in one.said.likes[-1:]:
            moment = clock.past(one.created_at, joined[who])
            yield Telling(
                moment, one.author_id, "comment_like", actor_id=user_ids[who], comment_id=one.id
            )


def _of_decisions(decided: Iterable[Decided]) -> Iterator[Telling]:
    for one in decided:
        yield Telling(
            one.created_at,
            one.remark.author_id,
            KINDS[one.outcome],
            comment_id=one.remark.id,
            decision_id=one.id,
        )


def _rows(told: list[Telling], clock: Clock) -> Iterator[dict[str, Any]]:
    for left, one in zip(reversed(range(len(told))), told, strict=True):
        is_read = left >= LEFT_UNREAD and one.created_at < clock.now - READ
        read_at = clock.past(one.created_at + timedelta(hours=2)) if is_read else None
        yield one._asdict() | {"read_at": read_at}
