"""What is said under the pieces of the story, and who likes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, update

from community.comments.models import Comment, Mention
from community.comments.words import MAX_MENTIONS
from community.demo.clock import Clock, duration
from community.demo.pieces import Shelf
from community.demo.story import Said, Story
from community.extensions import db
from community.likes.models import CommentLike
from community.text.language import detect
from community.text.markup import VERSION, mentioned, mentions_in, render_comment
from community.text.plain import clean_text

Place = tuple[str, str]


@dataclass(frozen=True)
class Remark:
    """A comment of the story with its moment and its row's id; `place` is (piece, key)."""

    place: Place
    said: Said
    created_at: datetime
    id: int
    author_id: int
    parent: Place | None
    root: Place | None


def add_threads(
    story: Story,
    shelf: Shelf,
    user_ids: Mapping[str, int],
    names: Mapping[str, str],
    clock: Clock,
) -> dict[Place, Remark]:
    """Write the comments in the order in which they were said, then who answers whom."""
    moments = _moments(story, shelf, clock)
    order = sorted(story.said, key=lambda said: moments[_place(said)])
    rows = [
        _row(said, shelf.ids[said.under], user_ids[said.by], names, story)
        | {"created_at": moments[_place(said)]}
        for said in order
    ]
    added = insert(Comment).returning(Comment.id, sort_by_parameter_order=True)
    ids = dict(zip(map(_place, order), db.session.scalars(added, rows), strict=True))
    roots = _roots(story.said)
    remarks = {
        place: Remark(
            place, said, moments[place], ids[place], user_ids[said.by], _parent(said), roots[place]
        )
        for said in order
        if (place := _place(said))
    }
    _add_answers(remarks)
    _add_mentions(remarks, user_ids, names)
    _add_likes(story, remarks, user_ids, clock)
    return remarks


def _place(said: Said) -> Place:
    return said.under, said.key


def _parent(said: Said) -> Place | None:
    return (said.under, said.to) if said.to else None


def _moments(story: Story, shelf: Shelf, clock: Clock) -> dict[Place, datetime]:
    """Nobody speaks before they came, and no answer comes before what it answers."""
    joined = {person.username: clock.at(person.joined) for person in story.people}
    moments: dict[Place, datetime] = {}
    for said in story.said:
        told = shelf.times[said.under] + duration(said.after)
        before = [moments[parent]] if (parent := _parent(said)) else []
        moments[_place(said)] = clock.past(told, joined[said.by], *before)
    return moments


def _roots(said: list[Said]) -> dict[Place, Place | None]:
    roots: dict[Place, Place | None] = {}
    for one in said:
        parent = _parent(one)
        roots[_place(one)] = (roots[parent] or parent) if parent else None
    return roots


def _row(
    said: Said, article_id: int, author_id: int, names: Mapping[str, str], story: Story
) -> dict[str, Any]:
    body = clean_text(said.body)
    own = next(person.language for person in story.people if person.username == said.by)
    return {
        "article_id": article_id,
        "author_id": author_id,
        "state": said.state,
        "held_by": said.held_by,
        "removed_rule": said.removed_rule,
        "was_published": said.state != "held",
        "body": body,
        "body_html": str(render_comment(body, _known(body, names))),
        "html_version": VERSION,
        "language": detect(body, own),
    }


def _known(body: str, names: Mapping[str, str]) -> dict[str, str]:
    """Return the @names of a text that are of the story, with their addresses."""
    found = mentions_in(body, MAX_MENTIONS)
    return {name: f"/@{names[name]}" for name in found if name in names}


def _add_answers(remarks: Mapping[Place, Remark]) -> None:
    rows = [
        {"its_id": one.id, "parent": remarks[one.parent].id, "root": remarks[one.root].id}
        for one in remarks.values()
        if one.parent and one.root
    ]
    comments = Comment.__table__
    db.session.connection().execute(
        update(comments)
        .where(comments.c.id == bindparam("its_id"))
        .values(parent_id=bindparam("parent"), root_id=bindparam("root")),
        rows,
    )


def _add_mentions(
    remarks: Mapping[Place, Remark], user_ids: Mapping[str, int], names: Mapping[str, str]
) -> None:
    rows = [
        {"comment_id": one.id, "user_id": user_ids[name]}
        for one in remarks.values()
        for name in mentioned(one.said.body, _known(one.said.body, names))
        if name != one.said.by
    ]
    if rows:
        db.session.execute(insert(Mention), rows)


def _add_likes(
    story: Story, remarks: Mapping[Place, Remark], user_ids: Mapping[str, int], clock: Clock
) -> None:
    joined = {person.username: clock.at(person.joined) for person in story.people}
    rows = [
        {
            "user_id": user_ids[who],
            "comment_id": one.id,
            "created_at": clock.past(one.created_at, joined[who]),
        }
        for one in remarks.values()
        for who in one.said.likes
    ]
    db.session.execute(insert(CommentLike), rows)
