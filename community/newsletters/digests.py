"""Digests: whose morning has come, and what was published since the last one.

A reader is claimed by setting the next morning, under the writer's place and in the transaction that
notes the letter. So a run that comes twice finds nothing to do, and one that comes days late writes one
letter about all of them.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Row, insert, or_, select
from sqlalchemy.orm import joinedload

from community.accounts.models import User
from community.articles.models import Article
from community.articles.queries import is_public
from community.database import begin_writing, now
from community.extensions import db
from community.newsletters.models import Delivery, Subscription
from community.newsletters.mornings import next_morning
from community.newsletters.queries import has_no_account, is_reached

READERS_AT_ONCE = 200
# Articles that are looked through; the newest, where somebody was away for long.
MOST = 1_000
# What is just being committed is left to the next digest.
SETTLING = timedelta(minutes=1)


def write_due_digests() -> int:
    """Note the digests that are due; return how many letters are to be written."""
    count, was_full = 0, True
    while was_full:
        begin_writing()
        due = _due(now())
        published = _published_since(due)
        letters = [one for theirs in _by_reader(due) if (one := _claim(theirs, published))]
        if letters:
            db.session.execute(insert(Delivery), letters)
        count += len(letters)
        was_full = len({one.reader_key for one in due}) == READERS_AT_ONCE
        db.session.commit()
    return count


def _due(moment: datetime) -> list[Subscription]:
    """Return all that is due of the next readers; those whom no letter reaches wait until one does."""
    is_due = Subscription.next_at <= moment, Subscription.frequency != "each"
    reached = is_reached(), has_no_account()
    readers = (
        select(Subscription.reader_key)
        .outerjoin(User, User.id == Subscription.user_id)
        .where(*is_due, *reached)
        .distinct()
        .order_by(Subscription.reader_key)
        .limit(READERS_AT_ONCE)
    )
    query = (
        select(Subscription)
        .where(*is_due, Subscription.ended_at.is_(None), Subscription.reader_key.in_(readers))
        .options(joinedload(Subscription.user))
        .order_by(Subscription.reader_key, Subscription.frequency, Subscription.id)
        .with_for_update(of=Subscription)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))


def _published_since(due: Sequence[Subscription]) -> list[Row[Any]]:
    """Return what any of these readers has not been told of, the newest first."""
    if not due:
        return []
    since = min(one.told_until or one.created_at for one in due)
    moment = now()
    may_be_told = (
        ~User.is_banned,
        or_(User.suspended_until.is_(None), User.suspended_until <= moment),
    )
    query = (
        select(Article.id, Article.author_id, Article.published_at)
        .join(User, User.id == Article.author_id)
        .where(is_public(), Article.published_at > since, *may_be_told)
        .order_by(Article.published_at.desc(), Article.id.desc())
        .limit(MOST)
    )
    return list(db.session.execute(query))


def _by_reader(due: Sequence[Subscription]) -> list[list[Subscription]]:
    groups = groupby(due, key=lambda one: (one.reader_key, one.frequency))
    return [list(theirs) for _key, theirs in groups]


def _claim(theirs: list[Subscription], published: list[Row[Any]]) -> dict[str, Any] | None:
    """Set a reader's next morning; return the row of their letter, if there is anything to tell."""
    until = now() - SETTLING
    wanted = [row.id for row in published if any(_tells(one, row, until) for one in theirs)]
    for one in theirs:
        one.told_until = max(until, one.told_until or until)
        zone = one.user.timezone if one.user else ""
        one.next_at = next_morning(one.frequency, zone, now())
    first = theirs[0]
    row = {"subscription_id": first.id, "reader_key": first.reader_key}
    return row | {"article_ids": wanted, "frequency": first.frequency} if wanted else None


def _tells(one: Subscription, row: Row[Any], until: datetime) -> bool:
    """Tell whether this article belongs into these letters."""
    is_of = one.author_id in (None, row.author_id)
    since = one.told_until or one.created_at
    return is_of and since < row.published_at <= until and row.author_id != one.user_id
