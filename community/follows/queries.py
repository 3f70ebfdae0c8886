"""Reads of follows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, select, tuple_

from community.accounts.models import User
from community.database import decode_cursor, encode_cursor
from community.extensions import db
from community.follows.models import Follow

PER_PAGE = 30


@dataclass(frozen=True)
class Followed:
    """A page of the people somebody follows, the last chosen first; no cursor on the last page."""

    people: list[User]
    follower_counts: dict[int, int]
    next_cursor: str


def is_following(who: User | None, person_id: int) -> bool:
    """Tell whether a reader follows this person; a guest, and the person, is asked for nothing."""
    if who is None or who.id == person_id:
        return False
    theirs = Follow.follower_id == who.id, Follow.followed_id == person_id
    return bool(db.session.scalar(select(exists().where(*theirs))))


def follower_counts(person_ids: Collection[int]) -> dict[int, int]:
    """Return id → how many follow, in one statement; 0 for those whom nobody follows."""
    counted = (
        select(Follow.followed_id, func.count())
        .where(Follow.followed_id.in_(person_ids))
        .group_by(Follow.followed_id)
    )
    found = {row[0]: int(row[1]) for row in db.session.execute(counted)} if person_ids else {}
    return {id_: found.get(id_, 0) for id_ in person_ids}


def followed_by(who: User, after: str | None = None) -> Followed:
    """Return whom a reader follows, with the count of followers of each."""
    query = (
        select(User, Follow.created_at)
        .join(Follow, and_(Follow.followed_id == User.id, Follow.follower_id == who.id))
        .order_by(Follow.created_at.desc(), Follow.followed_id.desc())
        .limit(PER_PAGE + 1)
    )
    if place := decode_cursor(after, datetime, int):
        query = query.where(tuple_(Follow.created_at, Follow.followed_id) < tuple(place))
    rows: list[Any] = list(db.session.execute(query))
    listed = rows[:PER_PAGE]
    people = [row[0] for row in listed]
    has_more = len(rows) > PER_PAGE
    cursor = encode_cursor(listed[-1].created_at, people[-1].id) if has_more else ""
    return Followed(people, follower_counts([person.id for person in people]), cursor)
