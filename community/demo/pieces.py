"""The articles, notes and guides of the story, with tags, bylines, likes and bookmarks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from community.articles.addresses import taken_slugs
from community.articles.models import Article, Credit, Tag, article_tags
from community.articles.revisions import keep_missing_revisions
from community.articles.tags import slug_of
from community.demo.clock import Clock
from community.demo.illustrations import Drawn, with_pictures
from community.demo.story import Piece, Story
from community.extensions import db
from community.likes.models import ArticleLike, Bookmark
from community.text.markup import VERSION, render_article
from community.text.plain import clean_text
from community.text.slugs import numbered, slugify

# How long before it is published an article of the story was begun.
WRITING = timedelta(hours=3)
BOOKMARKS = {
    "tom": ("03", "06", "15", "16"),
    "mei": ("04", "07", "19"),
    "wen": ("10", "12", "17"),
    "lin": ("01", "09", "18"),
    "hazel_k": ("11", "12"),
    "priya_reads": ("19",),
    "jo_in_ohio": ("15", "17", "06"),
    "小鱼干": ("03", "12"),
    "夜猫子": ("05",),
}


@dataclass(frozen=True)
class Shelf:
    """The pieces as they stand now: ids and times, by the number of the file."""

    ids: dict[str, int]
    times: dict[str, datetime]


def add_pieces(
    story: Story,
    drawn: Mapping[str, Drawn],
    picture_ids: Mapping[str, int],
    user_ids: Mapping[str, int],
    clock: Clock,
) -> Shelf:
    """Write the articles, the oldest first, and what hangs on them but comments."""
    slugs = _slugs(story.pieces)
    sizes = {one.key: (one.encoded.width, one.encoded.height) for one in drawn.values()}
    rows = []
    for piece in story.pieces:
        body = clean_text(with_pictures(piece.body, drawn))
        row = _words(piece, body, sizes) | _times(piece, clock)
        row |= {"slug": slugs[piece.number], "author_id": user_ids[piece.by]}
        rows.append(row | {"cover_id": picture_ids.get(piece.cover)})
    added = insert(Article).returning(Article.id, sort_by_parameter_order=True)
    numbers = [piece.number for piece in story.pieces]
    shelf = Shelf(
        dict(zip(numbers, db.session.scalars(added, rows), strict=True)),
        {
            number: row["published_at"] or clock.now
            for number, row in zip(numbers, rows, strict=True)
        },
    )
    _add_tags(story.pieces, shelf)
    _add_credits(story.pieces, shelf, user_ids)
    _add_likes(story, shelf, user_ids, clock)
    keep_missing_revisions()
    return shelf


def _slugs(pieces: list[Piece]) -> dict[str, str]:
    slugs: dict[str, str] = {}
    for piece in pieces:
        slug = slugify(piece.title)
        slugs[piece.number] = numbered(slug, taken_slugs(slug, None) | set(slugs.values()))
    return slugs


def _words(piece: Piece, body: str, sizes: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    return {
        "kind": piece.kind,
        "title": piece.title,
        "summary": piece.summary,
        "body": body,
        "body_html": str(render_article(body, sizes)),
        "html_version": VERSION,
        "language": piece.language,
        "language_is_chosen": True,
        "cover_ratio": piece.cover_ratio,
    }


def _times(piece: Piece, clock: Clock) -> dict[str, Any]:
    """Nothing lies ahead but the moment at which a scheduled piece will be published."""
    moment = clock.at(piece.published)
    is_draft = piece.state == "draft"
    return {
        "state": "draft" if is_draft else "published",
        "published_at": None if is_draft else moment,
        "featured_at": clock.past(moment) if piece.featured else None,
        "created_at": clock.past(moment - (timedelta() if is_draft else WRITING)),
        "updated_at": clock.past(moment),
    }


def _add_tags(pieces: list[Piece], shelf: Shelf) -> None:
    names = {slug_of(name): name for piece in reversed(pieces) for name in piece.tags}
    known = set(db.session.scalars(select(Tag.slug).where(Tag.slug.in_(names))))
    if new := [{"slug": slug, "name": name} for slug, name in names.items() if slug not in known]:
        db.session.execute(insert(Tag), new)
    found = db.session.scalars(select(Tag).where(Tag.slug.in_(names)))
    ids = {tag.slug: tag.id for tag in found}
    pairs = {(shelf.ids[one.number], ids[slug_of(name)]) for one in pieces for name in one.tags}
    db.session.execute(
        insert(article_tags),
        [{"article_id": article_id, "tag_id": tag_id} for article_id, tag_id in sorted(pairs)],
    )


def _add_credits(pieces: list[Piece], shelf: Shelf, user_ids: Mapping[str, int]) -> None:
    rows = [
        {
            "article_id": shelf.ids[piece.number],
            "position": position,
            "role": credit["role"],
            "name": credit["name"],
            "user_id": user_ids.get(credit["user"]),
            "url": credit["url"],
        }
        for piece in pieces
        for position, credit in enumerate(piece.credits)
    ]
    db.session.execute(insert(Credit), rows)


def _add_likes(story: Story, shelf: Shelf, user_ids: Mapping[str, int], clock: Clock) -> None:
    """Likes and bookmarks carry no time: they came once both the piece and the person were here."""
    joined = {person.username: clock.at(person.joined) for person in story.people}

    def row(who: str, number: str) -> dict[str, Any]:
        moment = clock.past(shelf.times[number], joined[who])
        return {"user_id": user_ids[who], "article_id": shelf.ids[number], "created_at": moment}

    likes = [row(who, piece.number) for piece in story.pieces for who in piece.likes]
    saved = [row(who, number) for who, numbers in BOOKMARKS.items() for number in numbers]
    db.session.execute(insert(ArticleLike), likes)
    db.session.execute(insert(Bookmark), saved)
