"""The threads under an article, page by page: two statements however many comments there are."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select

from community.accounts.models import User
from community.comments.models import Comment
from community.comments.places import (
    REPLIES_PER_THREAD,
    THREADS_PER_PAGE,
    Place,
    cursor_of,
    follows,
    is_reply,
    is_root_of,
    key_of,
    place_of,
    precedes,
    sorting,
)
from community.comments.rows import rows
from community.database import encode_cursor
from community.extensions import db


@dataclass
class Replies:
    """A window of a thread's replies, oldest first.

    `more` counts the replies after it: `next_id` is the first of them, `next_cursor` leads there.
    `earlier` counts those left out before it, where the window begins at a later reply.
    """

    root_id: int
    rows: list[Row[Any]] = field(default_factory=list)
    earlier: int = 0
    more: int = 0
    next_id: int = 0

    @property
    def next_cursor(self) -> str:
        return encode_cursor(*key_of("oldest", self.rows[-1])) if self.more else ""

    @property
    def comment_ids(self) -> list[int]:
        return [row.id for row in self.rows]

    def take(self, row: Row[Any], last: int = REPLIES_PER_THREAD) -> None:
        """Take the next row, or learn from it that there are more."""
        if row.number <= last:
            self.rows.append(row)
        else:
            self.next_id, self.more = row.id, row.total - last


@dataclass
class Thread:
    """A first comment and the first of its replies."""

    root: Row[Any]
    replies: Replies


@dataclass
class ThreadPage:
    """One page of threads; `begins_later` where it does not begin at the first of them."""

    threads: list[Thread]
    order: str
    next_cursor: str = ""
    begins_later: bool = False

    @property
    def comment_ids(self) -> list[int]:
        """Return the ids of all comments on the page."""
        replies = (id_ for thread in self.threads for id_ in thread.replies.comment_ids)
        return [*(thread.root.id for thread in self.threads), *replies]


def thread_page(
    article_id: int, who: User | None, order: str, after: str | None = None, at: int | None = None
) -> ThreadPage:
    """Return a page of threads as this reader sees them.

    It goes on after a cursor, or begins `at` a comment: with its thread, and so that it stands among
    the replies shown, its parents before it. Rubbish in `after` and `at` is taken as nothing.
    """
    place = place_of(at, article_id, who) if at else None
    cursor = None if place else cursor_of(order, after)
    found = rows(who).where(is_root_of(article_id, who, place.comment_id if place else None))
    if place:
        found = found.where(~precedes(order, key_of(order, place.root)))
    if cursor:
        found = found.where(follows(order, cursor))
    found = found.order_by(*sorting(order)).limit(THREADS_PER_PAGE + 1)
    roots = list(db.session.execute(found))
    threads = [Thread(row, Replies(row.id)) for row in roots[:THREADS_PER_PAGE]]
    _fill(threads, who, place)
    has_more = len(roots) > THREADS_PER_PAGE
    next_cursor = encode_cursor(*key_of(order, threads[-1].root)) if has_more else ""
    return ThreadPage(threads, order, next_cursor, bool(place or cursor))


def more_replies(
    article_id: int, root_id: int, who: User | None, after: str | None = None
) -> Replies:
    """Return the replies of a thread that follow a cursor; from the first where there is none."""
    cursor = cursor_of("oldest", after)
    left = and_(Comment.article_id == article_id, Comment.root_id == root_id, is_reply(who))
    if cursor:
        left = and_(left, follows("oldest", cursor))
    replies = Replies(root_id)
    numbered = _numbered(left)
    for row in db.session.execute(_window(numbered, who, numbered.c.number <= _ONE_MORE)):
        replies.take(row)
    return replies


_ONE_MORE = REPLIES_PER_THREAD + 1


def _fill(threads: list[Thread], who: User | None, place: Place | None) -> None:
    """Read the replies of all threads at once: the first of each, and those around the place."""
    if not threads:
        return
    at = place.comment_id if place else None
    ids = [thread.root.id for thread in threads]
    numbered = _numbered(and_(Comment.root_id.in_(ids), is_reply(who, at)))
    wanted = numbered.c.number <= _ONE_MORE
    begin = place.number if place and place.number > REPLIES_PER_THREAD else 1
    if place and begin > 1:
        around = or_(
            numbered.c.number.between(begin, begin + REPLIES_PER_THREAD),
            numbered.c.id.in_(place.parent_ids),
        )
        is_there = numbered.c.root_id == place.root.id
        wanted = or_(and_(is_there, around), and_(~is_there, wanted))
    replies = {thread.root.id: thread.replies for thread in threads}
    for row in db.session.execute(_window(numbered, who, wanted)):
        is_there = place is not None and row.root_id == place.root.id
        replies[row.root_id].take(row, (begin if is_there else 1) + REPLIES_PER_THREAD - 1)
    if place and begin > 1:
        there = replies[place.root.id]
        there.earlier = begin - 1 - sum(row.number < begin for row in there.rows)


def _numbered(condition: Any) -> Any:
    """Select the replies that are listed, each with its number in its thread and their total."""
    number = func.row_number().over(partition_by=Comment.root_id, order_by=sorting("oldest"))
    total = func.count().over(partition_by=Comment.root_id)
    columns = (Comment.id, Comment.root_id, number.label("number"), total.label("total"))
    return select(*columns).where(condition).subquery("numbered")


def _window(numbered: Any, who: User | None, wanted: Any) -> Select[Any]:
    return (
        rows(who)
        .add_columns(numbered.c.number, numbered.c.total)
        .join(numbered, numbered.c.id == Comment.id)
        .where(wanted)
        .order_by(*sorting("oldest"))
    )
