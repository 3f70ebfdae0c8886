"""Writing comments, some hundred at once: their threads, their counters, and what waits for a moderator."""

from collections import Counter
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from community.transfer.keys import here_already, remember
from community.transfer.numbers import reserve_ids
from community.transfer.people import People
from community.transfer.report import Report
from community.transfer.staging import Row, moment

HELD_BY = "moderator"
COLUMNS = ("state", "body", "body_html", "html_version", "language")


class CommentWriter:
    """Writes the comments of one import; `held` counts those that wait."""

    def __init__(self, source: str, people: People, report: Report, job_id: int | None) -> None:
        self._source = source
        self._people = people
        self._report = report
        self._job_id = job_id
        self.held = 0

    def write(self, rows: list[Row]) -> None:
        """Write a batch. One article's comments come together, so that most parents are among them."""
        articles = here_already(self._source, "article", [row["piece"] for row in rows])
        rows = self._with_article(rows, articles)
        if not rows:
            return
        writers = self._writers(rows)
        threads = Threads(self._source, rows, articles)
        ids = dict(zip((row["key"] for row in rows), reserve_ids(Comment, len(rows)), strict=True))
        made = []
        for row in threads.in_order():
            parent_id, root_id = threads.place(row, ids)
            made.append(self._line(row, ids[row["key"]], articles, writers, parent_id, root_id))
        self._report.count("comments", "new", len(made))
        if threads.strays:
            self._report.leave_out("stray", number=threads.strays)
        db.session.execute(insert(Comment.__table__), made)
        remember(self._source, "comment", ids, self._job_id)
        _count(made)

    def _with_article(self, rows: list[Row], articles: dict[str, int]) -> list[Row]:
        """Return the rows whose article is here, each key once."""
        kept = {row["key"]: row for row in rows if row["piece"] in articles}
        missing = sum(row["piece"] not in articles for row in rows)
        if missing:
            self._report.leave_out("homeless", number=missing)
        if twice := len(rows) - missing - len(kept):
            self._report.leave_out("twice", number=twice)
        return list(kept.values())

    def _writers(self, rows: list[Row]) -> dict[tuple[bool, str], int]:
        found: dict[tuple[bool, str], int] = {}
        for are_guests in (True, False):
            theirs = [
                {
                    "key": row["person"],
                    "name": row["name"],
                    "email": row["email"],
                    "since": moment(row["created_at"]),
                }
                for row in rows
                if row["is_guest"] == are_guests
            ]
            ids = self._people.of(theirs, are_guests=are_guests) if theirs else {}
            found |= {(are_guests, key): id_ for key, id_ in ids.items()}
        return found

    def _line(
        self,
        row: Row,
        comment_id: int,
        articles: dict[str, int],
        writers: dict[tuple[bool, str], int],
        parent_id: int | None,
        root_id: int | None,
    ) -> dict[str, Any]:
        is_held = row["state"] == "held"
        self.held += is_held
        line: dict[str, Any] = {name: row[name] for name in COLUMNS}
        return line | {
            "id": comment_id,
            "article_id": articles[row["piece"]],
            "author_id": writers[row["is_guest"], row["person"]],
            "parent_id": parent_id,
            "root_id": root_id,
            "created_at": moment(row["created_at"]),
            "held_by": HELD_BY if is_held else "",
            "was_published": not is_held,
        }


class Threads:
    """Finds the place of each comment of a batch; `strays` answer what is not there."""

    def __init__(self, source: str, rows: list[Row], articles: dict[str, int]) -> None:
        self._rows = {row["key"]: row for row in rows}
        outside = {row["parent"] for row in rows if row["parent"]} - self._rows.keys()
        before = here_already(source, "comment", outside)
        self._before = _places(before)
        self._articles = articles
        self._placed: dict[str, tuple[int, int, int]] = {}
        self.strays = 0

    def in_order(self) -> list[Row]:
        """List the rows, what is answered before its answers; a circle is broken at its first."""
        ordered: dict[str, Row] = {}
        for row in self._rows.values():
            line: dict[str, Row] = {}
            while row["key"] not in ordered and row["key"] not in line:
                line[row["key"]] = row
                if row["parent"] not in self._rows:
                    break
                row = self._rows[row["parent"]]
            ordered.update(dict(reversed(line.items())))
        return list(ordered.values())

    def place(self, row: Row, ids: dict[str, int]) -> tuple[int | None, int | None]:
        """Return the comment that is answered, and the first of its thread."""
        parent, article_id = row["parent"], self._articles[row["piece"]]
        found = self._placed.get(parent) or self._before.get(parent) if parent else None
        if parent and (found is None or found[2] != article_id):
            self.strays += 1
            found = None
        parent_id, root_id = (found[0], found[1]) if found else (None, None)
        own = ids[row["key"]]
        self._placed[row["key"]] = (own, root_id or own, article_id)
        return parent_id, root_id


def _places(ids: dict[str, int]) -> dict[str, tuple[int, int, int]]:
    """Return key → (comment, first of its thread, article)."""
    if not ids:
        return {}
    query = select(Comment.id, Comment.root_id, Comment.article_id).where(
        Comment.id.in_(list(ids.values()))
    )
    rows = {id_: (id_, root or id_, article) for id_, root, article in db.session.execute(query)}
    return {key: rows[id_] for key, id_ in ids.items() if id_ in rows}


def _count(made: list[dict[str, Any]]) -> None:
    """Bring the counters up that stand on articles, threads and accounts."""
    public = [line for line in made if line["state"] == "published"]
    _add(Article, "comment_count", Counter(line["article_id"] for line in public))
    replies = Counter(line["root_id"] for line in public if line["root_id"])
    _add(Comment, "reply_count", replies)
    _add(User, "approved_comment_count", Counter(line["author_id"] for line in public))


def _add(model: Any, column: str, counted: Counter[int]) -> None:
    if not counted:
        return
    table = model.__table__
    more = table.c[column] + bindparam("more")
    statement = update(table).where(table.c.id == bindparam("row_id")).values({column: more})
    rows = [{"row_id": id_, "more": number} for id_, number in counted.items()]
    db.session.connection().execute(statement, rows)
