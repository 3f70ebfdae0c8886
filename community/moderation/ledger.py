"""The desk's two lists of decisions: those that were made, and those that somebody objects to."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true, tuple_
from sqlalchemy.orm import joinedload

from community.accounts.models import User
from community.comments.models import Comment
from community.database import decode_cursor, encode_cursor
from community.extensions import db
from community.moderation.filters import Filters, article_id, is_by, is_in_language
from community.moderation.models import Appeal, Decision
from community.moderation.routing import first_for
from community.screening.queries import current_policy

PAGE = 30
# How much is at stake for the person: what stands first where the worst is asked for.
WEIGHTS = {"ban": 6, "suspend": 5, "mute": 4, "remove": 3, "hold": 2, "warn": 1}
_WEIGHT = case(WEIGHTS, value=Decision.outcome, else_=0)


@dataclass
class Page:
    """A page of decisions or of appeals; `elsewhere` counts what goes first to other moderators."""

    rows: list[Any]
    next_cursor: str = ""
    elsewhere: int = 0


def decided_page(filters: Filters, after: str | None) -> Page:
    """Return a page of what was decided, the newest first."""
    place = decode_cursor(after, int)
    page = (
        select(Decision)
        .options(joinedload(Decision.comment), joinedload(Decision.article))
        .where(_matches(filters, Decision.words_language, Decision.author_id))
        .where(Decision.id < place[0] if place else true())
    )
    rows = list(db.session.scalars(page.order_by(Decision.id.desc()).limit(PAGE + 1)))
    return Page(rows[:PAGE], encode_cursor(rows[PAGE - 1].id) if len(rows) > PAGE else "")


def appeals_page(filters: Filters, who: User, after: str | None) -> Page:
    """Return a page of the appeals that wait, as this moderator is to see it."""
    wanted = and_(Appeal.state == "open", _matches(filters, Appeal.language, Appeal.author_id))
    goes_first = first_for(who, current_policy(), Appeal.language, Appeal.created_at)
    mine = true() if filters.everything or filters.language or not who.reads else goes_first
    found = select(Appeal, _WEIGHT).join(Decision, Decision.id == Appeal.decision_id)
    page = found.where(wanted, mine, _follows(filters.order, after))
    rows = list(db.session.execute(page.order_by(*_sorting(filters.order)).limit(PAGE + 1)))
    cursor = encode_cursor(rows[PAGE - 1][1], rows[PAGE - 1][0].id) if len(rows) > PAGE else ""
    return Page([row[0] for row in rows[:PAGE]], cursor, _elsewhere(wanted, mine))


def languages_of_appeals() -> list[str]:
    """Return the languages of the appeals that wait."""
    found = select(Appeal.language).where(Appeal.state == "open").distinct()
    return list(db.session.scalars(found))


def _elsewhere(wanted: ColumnElement[bool], mine: ColumnElement[bool]) -> int:
    if mine is true():
        return 0
    found = (
        select(func.count()).select_from(Appeal).join(Decision, Decision.id == Appeal.decision_id)
    )
    return db.session.scalar(found.where(wanted, ~mine)) or 0


def _matches(filters: Filters, language: Any, author_id: Any) -> ColumnElement[bool]:
    """Hold for decisions as the filters want them; the columns are those of the words that are listed."""
    conditions: list[ColumnElement[bool]] = [true()]
    if filters.language:
        conditions.append(is_in_language(language, filters.language))
    if filters.author:
        conditions.append(is_by(author_id, filters.author))
    if filters.moderator:
        conditions.append(is_by(Decision.by_id, filters.moderator))
    if filters.outcome:
        conditions.append(Decision.outcome == filters.outcome)
    if filters.rule:
        conditions.append(Decision.rule == filters.rule)
    if filters.article:
        conditions.append(_is_under(article_id(filters.article)))
    return and_(*conditions)


def _is_under(article: Any) -> ColumnElement[bool]:
    comments = select(Comment.id).where(Comment.article_id == article)
    return or_(Decision.article_id == article, Decision.comment_id.in_(comments))


def _sorting(order: str) -> tuple[Any, ...]:
    return (_WEIGHT.desc(), Appeal.id) if order == "worst" else (Appeal.id,)


def _follows(order: str, after: str | None) -> ColumnElement[bool]:
    """Hold for what stands after a cursor; for everything where there is none, or rubbish."""
    place = decode_cursor(after, int, int)
    if not place:
        return true()
    if order == "worst":
        return tuple_(-_WEIGHT, Appeal.id) > (-place[0], place[1])
    return Appeal.id > place[1]
