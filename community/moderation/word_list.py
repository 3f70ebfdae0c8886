"""Reads of the word rules: a page of them, and those that a new line may mean again."""

from typing import Any, NamedTuple

from sqlalchemy import and_, case, func, or_, select

from community.accounts.models import User
from community.extensions import db
from community.screening.models import EFFECTS, WordRule
from community.screening.patterns import BadPattern, read_pattern

PAGE = 100
_STRICTNESS = case({effect: rank for rank, effect in enumerate(EFFECTS)}, value=WordRule.effect)


class Kept(NamedTuple):
    """A rule that is in force."""

    id: int
    pattern: str
    effect: str


def rules_page(language: str, after: tuple[int, int] | None) -> tuple[list[Any], Any]:
    """Return rules with who made them, the strictest and newest first, and where the next page goes on."""
    page = (
        select(WordRule.id, WordRule.pattern, WordRule.language, WordRule.effect)
        .add_columns(WordRule.created_at, User.username, _STRICTNESS.label("rank"))
        .outerjoin(User, User.id == WordRule.by_id)
        .order_by(_STRICTNESS, WordRule.id.desc())
        .limit(PAGE + 1)
    )
    if language:
        page = page.where(WordRule.language == language)
    if after:
        is_further = and_(_STRICTNESS.in_([after[0]]), WordRule.id < after[1])
        page = page.where(or_(after[0] < _STRICTNESS, is_further))
    rows = list(db.session.execute(page))
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return rows[:PAGE], (last.rank, last.id) if last else None


def counts_by_language() -> dict[str, int]:
    """Return language → how many rules are for it."""
    rows = db.session.execute(
        select(WordRule.language, func.count()).group_by(WordRule.language)
    ).all()
    return {row[0]: row[1] for row in rows}


def kept_rules(language: str) -> dict[str, Kept]:
    """Return the rules for a language by what they mean: 賭博 and 赌博 are one."""
    rules = select(WordRule.id, WordRule.pattern, WordRule.effect)
    rows = db.session.execute(rules.where(WordRule.language == language))
    return {meaning_of(row.pattern): Kept(*row) for row in rows}


def meaning_of(pattern: str) -> str:
    """Return what a kept pattern means; one that cannot be read any more means itself."""
    try:
        return read_pattern(pattern).key
    except BadPattern:
        return pattern
