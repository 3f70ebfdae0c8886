"""Reads of what the site has set and learned; matcher and spam score are kept in each process."""

from threading import Lock
from typing import Any

from sqlalchemy import func, select

from community.extensions import db
from community.screening.matching import Matcher
from community.screening.models import PolicyValue, WordRule
from community.screening.policy import DEFAULT, Policy
from community.screening.spam import SpamScore

# Counts the changes of the word rules, and of what the spam score has learned.
WORDS_VERSION, SPAM_VERSION = "words_version", "spam_version"
_VALUES = select(PolicyValue.name, PolicyValue.value)
_lock = Lock()
_kept: dict[str, tuple[Any, Any]] = {}


def current_policy() -> Policy:
    """Return the policy in force, in one statement where neither rules nor lessons are new."""
    values = {row.name: row.value for row in db.session.execute(_VALUES)}
    place = str(db.engine.url)
    words = _known(f"words {place}", values.pop(WORDS_VERSION, 0), load_matcher)
    spam = _known(f"spam {place}", values.pop(SPAM_VERSION, 0), load_spam_score)
    return DEFAULT.changed(values | {"words": words, "spam": spam})


def load_matcher() -> Matcher:
    """Return a matcher of all word rules."""
    rules = select(WordRule.id, WordRule.pattern, WordRule.language, WordRule.effect)
    return Matcher(
        [
            (row.id, row.pattern, row.language, row.effect)
            for row in db.session.execute(rules.order_by(WordRule.id))
        ]
    )


def load_spam_score() -> SpamScore:
    """Return the score as the lessons so far have taught it."""
    return SpamScore()


def word_rules() -> list[WordRule]:
    """Return the rules, the newest first."""
    return list(db.session.scalars(select(WordRule).order_by(WordRule.id.desc())))


def rule_count() -> int:
    return db.session.scalar(select(func.count(WordRule.id))) or 0


def _known(what: str, version: Any, load: Any) -> Any:
    """Return what was loaded for this version, else load it; other threads wait rather than load too."""
    kept = _kept.get(what)
    if kept is not None and kept[0] == version:
        return kept[1]
    with _lock:
        kept = _kept.get(what)
        if kept is None or kept[0] != version:
            kept = _kept[what] = (version, load())
    return kept[1]
