"""The data of the benchmark: 1,000 articles, 50 people, one thread of 200 comments; written in bulk."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, insert, text, update

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.database import now
from community.extensions import db
from community.sessions import Session, hash_token
from community.text.language import detect
from community.text.markup import VERSION, render_article, render_comment
from community.text.names import look_alike_key
from tests.bench.words import Writer

PEOPLE = 50
ARTICLES = 1_000
BODIES = 20
COMMENTS_EACH = 10
LONG_THREAD = 200
ROOTS = 40
TIMES = 100


@dataclass(frozen=True)
class Site:
    """What the requests need: addresses, and the tokens of members who are signed in."""

    long: str
    short: str
    slugs: list[str]
    tokens: list[str]


def lay_out() -> Site:
    """Write the data; the long thread is under the newest article but one page of them."""
    writer = Writer(2)
    start = now() - timedelta(days=ARTICLES)
    user_ids, tokens = _add_people()
    slugs, article_ids = _add_articles(writer, user_ids, start)
    long = ARTICLES // 2
    bodies = [_comment(writer.comment()) for _ in range(500)]
    rows = []
    for number, article_id in enumerate(article_ids):
        is_long = number == long
        size, roots = (LONG_THREAD, ROOTS) if is_long else (COMMENTS_EACH, COMMENTS_EACH // 2)
        rows += _thread(writer, article_id, size, roots, user_ids, bodies)
    _add_comments(rows)
    db.session.commit()
    return Site(slugs[long], slugs[long + 1], slugs, tokens)


def _add_people() -> tuple[list[int], list[str]]:
    rows = [
        {
            "username": f"member{number}x",
            "username_key": look_alike_key(f"member{number}x"),
            "email": f"member{number}@example.org",
            "email_key": f"member{number}@example.org",
            "password_hash": "",
            "role": "author" if number < 10 else "reader",
            "reads": ["en", "zh-Hans"],
            "confirmed_at": now(),
            "approved_comment_count": 100,
        }
        for number in range(PEOPLE)
    ]
    ids = list(db.session.scalars(insert(User).returning(User.id), rows))
    tokens = [f"benchmark-{user_id}" for user_id in ids]
    db.session.execute(
        insert(Session),
        [
            {
                "token_hash": hash_token(token),
                "user_id": user_id,
                "data": {"_user_id": str(user_id), "_fresh": True},
            }
            for user_id, token in zip(ids, tokens, strict=True)
        ],
    )
    return ids, tokens


def _add_articles(
    writer: Writer, user_ids: list[int], start: datetime
) -> tuple[list[str], list[int]]:
    sources = [writer.article(chinese=number % 3 == 0) for number in range(BODIES)]
    bodies = [(source, str(render_article(source))) for source in sources]
    rows = []
    for number in range(ARTICLES):
        source, html = bodies[number % BODIES]
        moment = start + timedelta(days=number)
        rows.append(
            {
                "author_id": user_ids[number % 10],
                "kind": ("article", "note", "guide")[number % 3],
                "state": "published",
                "slug": f"piece-{number}",
                "title": writer.title(number, chinese=number % BODIES % 3 == 0),
                "summary": writer.sentence(15, chinese=number % BODIES % 3 == 0),
                "body": source,
                "body_html": html,
                "html_version": VERSION,
                "language": detect(source, "en"),
                "published_at": moment,
                "created_at": moment,
                "updated_at": moment,
                "comment_count": COMMENTS_EACH if number != ARTICLES // 2 else LONG_THREAD,
            }
        )
    ids = db.session.scalars(insert(Article).returning(Article.id), rows)
    return [f"piece-{number}" for number in range(ARTICLES)], list(ids)


def _comment(source: str) -> dict[str, Any]:
    return {
        "body": source,
        "body_html": str(render_comment(source)),
        "html_version": VERSION,
        "language": detect(source, "en"),
        "was_published": True,
    }


def _thread(
    writer: Writer,
    article_id: int,
    size: int,
    roots: int,
    user_ids: list[int],
    bodies: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Return rows; `answers` is the place in the thread of what a reply answers."""
    begin = now() - timedelta(days=2)
    return [
        writer.random.choice(bodies)
        | {
            "article_id": article_id,
            "author_id": writer.random.choice(user_ids),
            "created_at": begin + timedelta(minutes=number),
            "answers": None if number < roots else writer.random.randrange(number),
            "number": number,
        }
        for number in range(size)
    ]


def _add_comments(rows: list[dict[str, Any]]) -> None:
    """Number the rows ourselves: the database is empty and ours alone."""
    first = 0
    for id_, row in enumerate(rows, 1):
        number, answers = row.pop("number"), row.pop("answers")
        first = id_ if number == 0 else first
        parent = None if answers is None else rows[first + answers - 1]
        row["id"] = id_
        row["parent_id"] = parent["id"] if parent else None
        row["root_id"] = (parent["root_id"] or parent["id"]) if parent else None
    replies: dict[int, int] = {}
    for row in rows:
        if row["root_id"]:
            replies[row["root_id"]] = replies.get(row["root_id"], 0) + 1
    db.session.execute(insert(Comment), rows)
    comments = Comment.__table__
    db.session.connection().execute(
        update(comments)
        .where(comments.c.id == bindparam("root"))
        .values(reply_count=bindparam("count")),
        [{"root": root, "count": count} for root, count in replies.items()],
    )


def multiply(long: str) -> int:
    """Write the comments of all other articles again, until they are 100 times as many.

    Their words are short, so that the disk holds them; rows and indexes are what a query meets.
    """
    columns = "article_id, author_id, parent_id, root_id, state, language, created_at, html_version"
    fixed = "language_is_chosen, held_by, removed_rule, was_published, like_count, reply_count"
    db.session.execute(
        text(
            "WITH RECURSIVE copy(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM copy WHERE n < :times) "
            f"INSERT INTO comments ({columns}, {fixed}, report_count, version, body, body_html) "
            f"SELECT {columns}, {fixed}, report_count, version, 'Short words ' || n, "
            "'<p>Short words ' || n || '</p>' FROM comments CROSS JOIN copy WHERE article_id <> "
            "(SELECT id FROM articles WHERE slug = :long) AND id <= :last"
        ),
        {"times": TIMES, "long": long, "last": ARTICLES * COMMENTS_EACH + LONG_THREAD},
    )
    others = "slug <> :long"
    many = text(f"UPDATE articles SET comment_count = comment_count * {TIMES} WHERE {others}")
    db.session.execute(many, {"long": long})
    db.session.commit()
    return int(db.session.scalar(text("SELECT count(*) FROM comments")) or 0)
