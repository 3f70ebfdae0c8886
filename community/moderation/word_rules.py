"""Writes of the word rules, and how the lines that moderators type become rules."""

from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, insert, update

from community.accounts.models import User
from community.database import change, now
from community.errors import Refused
from community.extensions import db
from community.moderation import log
from community.moderation.word_list import Kept, kept_rules
from community.screening.actions import raise_version
from community.screening.models import WordRule
from community.screening.patterns import BadPattern, Pattern, read_pattern
from community.screening.queries import WORDS_VERSION, rule_count

MAX_LINES = 200
MAX_RULES = 5_000


class Line(NamedTuple):
    """One of the lines that were typed, as it was typed, and how it is read."""

    number: int
    words: str
    pattern: Pattern


class Saved(NamedTuple):
    """How many of the lines were new, changed what a rule does, or were there already."""

    added: int
    changed: int
    known: int


def read_lines(typed: str) -> list[Line]:
    """Read lines; of those that mean the same the first counts, empty ones do not.

    Raises Refused for none or too many, or with a sentence on a line of its own for each that is no rule.
    """
    lines: dict[str, Line] = {}
    problems = []
    typed_lines = [(n, line.strip()) for n, line in enumerate(typed.splitlines(), 1)]
    typed_lines = [(number, line) for number, line in typed_lines if line]
    if not typed_lines:
        raise Refused(_l("Write at least one word or phrase."), "words")
    if len(typed_lines) > MAX_LINES:
        raise Refused(_l("At most 200 lines at a time, please."), "words")
    for number, words in typed_lines:
        try:
            pattern = read_pattern(words)
            lines.setdefault(pattern.key, Line(number, words, pattern))
        except BadPattern as bad:
            problems.append(_problem(number, words, bad.reason))
    if problems:
        raise Refused("\n".join(problems), "words")
    return list(lines.values())


def save(lines: list[Line], *, language: str, effect: str, by: User) -> Saved:
    """Put rules in force. One that is there already takes the new effect.

    Raises Refused if there would be too many.
    """
    # Whoever saves at the same moment waits here, and finds what this one saved.
    raise_version(WORDS_VERSION)
    kept = kept_rules(language)
    new = [line for line in lines if line.pattern.key not in kept]
    if new and rule_count() + len(new) > MAX_RULES:
        raise Refused(
            _l("There is room for 5,000 rules. Take out some that are not needed."), "words"
        )
    others = [kept[line.pattern.key] for line in lines if line.pattern.key in kept]
    changed = [one for one in others if one.effect != effect]
    for line in new:
        _add(line.words, language, effect, by)
    for one in changed:
        _change(one, language, effect, by)
    return Saved(len(new), len(changed), len(others) - len(changed))


def remove(rule_id: int, *, by: User) -> str:
    """Take a rule out of force and return its words; "" if there is none any more."""
    raise_version(WORDS_VERSION)
    rule = db.session.get(WordRule, rule_id, populate_existing=True)
    if rule is None:
        return ""
    details = {"pattern": rule.pattern, "language": rule.language, "effect": rule.effect}
    db.session.execute(delete(WordRule).where(WordRule.id == rule_id))
    log.note("word_rule_removed", by_id=by.id, subject=f"word:{rule_id}", **details)
    return details["pattern"]


def _add(words: str, language: str, effect: str, by: User) -> None:
    details = {"pattern": words, "language": language, "effect": effect}
    rule = insert(WordRule).values(**details, by_id=by.id, created_at=now())
    rule_id = db.session.scalar(rule.returning(WordRule.id))
    log.note("word_rule_added", by_id=by.id, subject=f"word:{rule_id}", **details)


def _change(rule: Kept, language: str, effect: str, by: User) -> None:
    change(update(WordRule).where(WordRule.id == rule.id).values(effect=effect, by_id=by.id))
    details = {"pattern": rule.pattern, "language": language, "effect": effect}
    log.note("word_rule_changed", by_id=by.id, subject=f"word:{rule.id}", **details)


def _problem(number: int, words: str, reason: LazyString) -> str:
    short = words if len(words) <= 40 else f"{words[:39]}…"
    return _("Line %(number)s, “%(words)s”: %(reason)s", number=number, words=short, reason=reason)
