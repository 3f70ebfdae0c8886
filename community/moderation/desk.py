"""What the moderators' desk shows: each case with its words, context, reports and author's record."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import joinedload

from community.accounts.models import User
from community.articles.models import Article
from community.articles.queries import is_public
from community.comments.models import Comment
from community.extensions import db
from community.moderation.models import Decision, Report
from community.moderation.queries import open_reports

PAGE = 20
QUEUES = ("reported", "held", "decided")


@dataclass
class Record:
    """What is known of an author: counts of their comments, and of decisions against them."""

    joined_at: datetime
    published: int = 0
    held: int = 0
    removed: int = 0
    decided_against: int = 0


@dataclass
class Case:
    """One thing to decide: a comment, an article or a profile."""

    kind: str
    thing: Any
    author: User
    record: Record
    reports: list[Report] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.thing.id}"

    def is_reported_by(self, who: User) -> bool:
        return any(report.reporter_id == who.id for report in self.reports)

    @property
    def action_url(self) -> str:
        return f"/moderation/{self.kind}s/{self.thing.id}"


def queue_counts() -> dict[str, int]:
    """Return how many cases wait in each queue."""
    held = select(func.count()).where(Comment.state == "held").scalar_subquery()
    reported = select(func.count()).select_from(_reported_things().subquery()).scalar_subquery()
    row = db.session.execute(select(reported, held)).one()
    return {"reported": row[0], "held": row[1]}


def reported_cases(after: int | None = None) -> tuple[list[Case], int | None]:
    """Return the reported things, the longest waiting first, and where the next page goes on."""
    first_id = func.min(Report.id)
    page = _reported_things().add_columns(first_id.label("first_id")).order_by(first_id)
    if after is not None:
        page = page.having(first_id > after)
    rows = db.session.execute(page.limit(PAGE + 1)).all()
    reports = _reports_on(rows[:PAGE])
    things = _things([report for found in reports.values() for report in found])
    cases = _cases([(kind, things[kind, id_], reports[kind, id_]) for kind, id_ in reports])
    return cases, rows[PAGE - 1].first_id if len(rows) > PAGE else None


def held_cases(after: int | None = None) -> tuple[list[Case], int | None]:
    """Return the held comments, the oldest first, and where the next page goes on."""
    page = _comments().where(Comment.state == "held").order_by(Comment.id).limit(PAGE + 1)
    if after is not None:
        page = page.where(Comment.id > after)
    comments = list(db.session.scalars(page))
    reports = _open_reports(Report.comment_id.in_([comment.id for comment in comments]))
    of_comment: dict[int | None, list[Report]] = {}
    for report in reports:
        of_comment.setdefault(report.comment_id, []).append(report)
    cases = _cases([("comment", one, of_comment.get(one.id, [])) for one in comments[:PAGE]])
    return cases, comments[PAGE - 1].id if len(comments) > PAGE else None


def _reported_things() -> Any:
    """Return what has open reports and can be seen: what is held already waits in the other queue."""
    is_comment, is_article = Comment.id.is_not(None), Article.id.is_not(None)
    return (
        select(Report.article_id, Report.comment_id, Report.user_id)
        .outerjoin(Comment, Comment.id == Report.comment_id)
        .outerjoin(Article, Article.id == Report.article_id)
        .where(Report.state == "open", or_(~is_comment, Comment.state == "published"))
        .where(or_(~is_article, is_public()))
        .group_by(Report.article_id, Report.comment_id, Report.user_id)
    )


def _reports_on(rows: Any) -> dict[tuple[str, int], list[Report]]:
    """Return (kind, id) → open reports, in the order of the rows."""
    grouped: dict[tuple[str, int], list[Report]] = {_key(row): [] for row in rows}
    wanted = or_(
        Report.article_id.in_([row.article_id for row in rows if row.article_id]),
        Report.comment_id.in_([row.comment_id for row in rows if row.comment_id]),
        Report.user_id.in_([row.user_id for row in rows if row.user_id]),
    )
    for report in _open_reports(wanted) if rows else []:
        grouped[_key(report)].append(report)
    return grouped


def _open_reports(wanted: Any) -> list[Report]:
    return list(
        db.session.scalars(select(Report).where(wanted, Report.state == "open").order_by(Report.id))
    )


def _key(row: Any) -> tuple[str, int]:
    if row.comment_id:
        return "comment", row.comment_id
    return ("article", row.article_id) if row.article_id else ("profile", row.user_id)


def _comments() -> Any:
    return select(Comment).options(
        joinedload(Comment.article), joinedload(Comment.parent).joinedload(Comment.author)
    )


def _things(reports: list[Report]) -> dict[tuple[str, int], Any]:
    """Return (kind, id) → the thing itself, one statement for each kind that occurs."""
    ids: dict[str, set[int]] = {"comment": set(), "article": set(), "profile": set()}
    for report in reports:
        kind, id_ = _key(report)
        ids[kind].add(id_)
    return {
        (kind, thing.id): thing
        for kind, wanted in ids.items()
        if wanted
        for thing in db.session.scalars(_selects(wanted)[kind])
    }


def _selects(ids: set[int]) -> dict[str, Any]:
    return {
        "comment": _comments().where(Comment.id.in_(ids)),
        "article": select(Article).where(Article.id.in_(ids)),
        "profile": select(User).where(User.id.in_(ids)),
    }


def _cases(found: list[tuple[str, Any, list[Report]]]) -> list[Case]:
    authors = [thing if isinstance(thing, User) else thing.author for _, thing, _ in found]
    records = records_of({author.id: author for author in authors})
    return [
        Case(kind, thing, author, records[author.id], reports)
        for (kind, thing, reports), author in zip(found, authors, strict=True)
    ]


def records_of(people: dict[int, User]) -> dict[int, Record]:
    """Return id → record for these people, in two statements."""
    records = {id_: Record(person.created_at) for id_, person in people.items()}

    def count(state: str) -> Any:
        return func.sum(case((Comment.state == state, 1), else_=0))

    states = ("published", "held", "removed")
    rows = db.session.execute(
        select(Comment.author_id, *map(count, states))
        .where(Comment.author_id.in_(records))
        .group_by(Comment.author_id)
    )
    for id_, published, held, removed in rows:
        record = records[id_]
        record.published, record.held, record.removed = int(published), int(held), int(removed)
    decided = db.session.execute(
        select(Decision.author_id, func.count())
        .where(Decision.author_id.in_(records), Decision.outcome == "remove")
        .group_by(Decision.author_id)
    )
    for id_, number in decided:
        records[id_].decided_against = number
    return records


def thing_of(kind: str, id_: int) -> Any:
    """Return the comment, article or profile of this number with what its case shows, or None."""
    return db.session.scalar(_selects({id_})[kind])


def case_of(thing: Any, kind: str) -> Case:
    """Return the case of one thing, whatever its state."""
    return _cases([(kind, thing, open_reports(thing))])[0]
