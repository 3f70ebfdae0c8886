"""The threads under an article, page by page: two statements however many comments there are."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, func, or_, select

from community.accounts.models import User
from community.comments.models import Comment
from community.comments.places import (
    IS_REPLY,
    IS_ROOT,
    MAX_ID,
    REPLIES_PER_THREAD,
    THREADS_PER_PAGE,
    Place,
    cursor_of,
    follows,
    key_of,
    key_values,
    place_of,
    precedes,
    sorting,
)
from community.comments.rows import ROWS, CommentRow, asked_by, read_rows
from community.database import encode_cursor


@dataclass
class Replies:
    """A window of a thread's replies, oldest first.

    `more` counts the replies after it: `next_id` is the first of them, `next_cursor` leads there.
    `earlier` counts those left out before it, where the window begins at a later reply.
    """

    root_id: int
    rows: list[CommentRow] = field(default_factory=list)
    earlier: int = 0
    more: int = 0
    next_id: int = 0

    @property
    def next_cursor(self) -> str:
        return encode_cursor(*key_of("oldest", self.rows[-1])) if self.more else ""

    @property
    def comment_ids(self) -> list[int]:
        return [row.id for row in self.rows]

    def take(self, row: CommentRow, last: int = REPLIES_PER_THREAD) -> None:
        """Take the next row, or learn from it that there are more."""
        if row.number <= last:
            self.rows.append(row)
        else:
            self.next_id, self.more = row.id, row.total - last


@dataclass
class Thread:
    """A first comment and the first of its replies."""

    root: CommentRow
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
    cursor = key_of(order, place.root) if place else cursor_of(order, after)
    begin = "at" if place else "after" if cursor else "first"
    asked = asked_by(who, article_id=article_id, at_id=place.comment_id if place else 0)
    roots = read_rows(_roots(order, begin), asked | key_values(cursor))
    threads = [Thread(row, Replies(row.id)) for row in roots[:THREADS_PER_PAGE]]
    _fill(threads, who, place)
    has_more = len(roots) > THREADS_PER_PAGE
    next_cursor = encode_cursor(*key_of(order, threads[-1].root)) if has_more else ""
    return ThreadPage(threads, order, next_cursor, begin != "first")


def more_replies(
    article_id: int, root_id: int, who: User | None, after: str | None = None
) -> Replies:
    """Return the replies of a thread that follow a cursor; from the first where there is none."""
    if not 0 < root_id <= MAX_ID:
        return Replies(root_id)
    cursor = cursor_of("oldest", after)
    left = and_(Comment.article_id == article_id, Comment.root_id == root_id, IS_REPLY)
    numbered = _numbered(and_(left, follows("oldest")) if cursor else left)
    window = _window(numbered, numbered.c.number <= REPLIES_PER_THREAD + 1)
    replies = Replies(root_id)
    for row in read_rows(window, asked_by(who, at_id=0, **key_values(cursor))):
        replies.take(row)
    return replies


@cache
def _roots(order: str, begin: str) -> Select[Any]:
    """Select the first comments of a page of threads and one more, which tells that there are more."""
    found = ROWS.where(IS_ROOT).order_by(*sorting(order)).limit(THREADS_PER_PAGE + 1)
    if begin == "after":
        return found.where(follows(order))
    return found.where(~precedes(order)) if begin == "at" else found


def _fill(threads: list[Thread], who: User | None, place: Place | None) -> None:
    """Read the replies of all threads at once: the first of each, and those around the place."""
    if not threads:
        return
    begin = place.number if place and place.number > REPLIES_PER_THREAD else 1
    there_id = place.root.id if place and begin > 1 else 0
    replies = {thread.root.id: thread.replies for thread in threads}
    asked = asked_by(who, at_id=place.comment_id if place else 0, root_ids=list(replies))
    if there_id and place:
        asked |= {"there_id": there_id, "begin": begin, "parent_ids": place.parent_ids}
    for row in read_rows(_first_replies(bool(there_id)), asked):
        first = begin if row.root_id == there_id else 1
        replies[row.root_id or row.id].take(row, first + REPLIES_PER_THREAD - 1)
    if there_id:
        there = replies[there_id]
        there.earlier = begin - 1 - sum(row.number < begin for row in there.rows)


@cache
def _first_replies(begins_later: bool) -> Select[Any]:
    """Select the first replies of threads and one more of each; of one the window at a later place."""
    root_ids = bindparam("root_ids", type_=Integer, expanding=True)
    numbered = _numbered(and_(Comment.root_id.in_(root_ids), IS_REPLY))
    wanted = numbered.c.number <= REPLIES_PER_THREAD + 1
    if begins_later:
        begin = bindparam("begin", type_=Integer)
        parent_ids = bindparam("parent_ids", type_=Integer, expanding=True)
        is_there = numbered.c.root_id == bindparam("there_id", type_=Integer)
        around = numbered.c.number.between(begin, begin + REPLIES_PER_THREAD)
        around = or_(around, numbered.c.id.in_(parent_ids))
        wanted = or_(and_(is_there, around), and_(~is_there, wanted))
    return _window(numbered, wanted)


def _numbered(condition: Any) -> Any:
    """Select the replies that are listed, each with its number in its thread and their total."""
    number = func.row_number().over(partition_by=Comment.root_id, order_by=sorting("oldest"))
    total = func.count().over(partition_by=Comment.root_id)
    columns = (Comment.id, Comment.root_id, number.label("number"), total.label("total"))
    return select(*columns).where(condition).subquery("numbered")


def _window(numbered: Any, wanted: Any) -> Select[Any]:
    return (
        ROWS.add_columns(numbered.c.number, numbered.c.total)
        .join(numbered, numbered.c.id == Comment.id)
        .where(wanted)
        .order_by(*sorting("oldest"))
    )
