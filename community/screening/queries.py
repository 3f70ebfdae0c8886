"""Reads of what the site has set and learned; matcher and spam score are kept in each process."""

from sqlalchemy import func, select

from community.extensions import db
from community.screening.kept import KeptByVersion
from community.screening.matching import Matcher
from community.screening.models import PolicyValue, SpamLesson, WordRule
from community.screening.policy import DEFAULT, Policy
from community.screening.spam import Lesson, SpamScore, fitted

# Counts the changes of the word rules, and of what the spam score has learned.
WORDS_VERSION, SPAM_VERSION = "words_version", "spam_version"
_VALUES = select(PolicyValue.name, PolicyValue.value)
LESSONS = 5_000
_words: KeptByVersion[Matcher] = KeptByVersion(Matcher)
_spam: KeptByVersion[SpamScore] = KeptByVersion(fitted, is_slow=True)


def current_policy() -> Policy:
    """Return the policy in force, in one statement where neither rules nor lessons are new."""
    values = {row.name: row.value for row in db.session.execute(_VALUES)}
    place = str(db.engine.url)
    words = _words.get(place, values.pop(WORDS_VERSION, 0), read_rules)
    spam = _spam.get(place, values.pop(SPAM_VERSION, 0), read_lessons)
    return DEFAULT.changed(values | {"words": words, "spam": spam})


def read_rules() -> list[tuple[int, str, str, str]]:
    """Return all word rules as the matcher takes them."""
    rules = select(WordRule.id, WordRule.pattern, WordRule.language, WordRule.effect)
    return [
        (row.id, row.pattern, row.language, row.effect)
        for row in db.session.execute(rules.order_by(WordRule.id))
    ]


def read_lessons() -> list[Lesson]:
    """Return the newest lessons, as the spam score takes them."""
    lessons = select(SpamLesson.is_spam, SpamLesson.words).order_by(SpamLesson.id.desc())
    return [(row.is_spam, row.words) for row in db.session.execute(lessons.limit(LESSONS))]


def rule_count() -> int:
    return db.session.scalar(select(func.count(WordRule.id))) or 0
