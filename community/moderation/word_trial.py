"""The dry run of word rules: what they would have met among the last comments. It changes nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.comments.models import Comment
from community.errors import Refused
from community.extensions import db
from community.moderation.word_rules import Line
from community.screening.matching import Matcher, asked_of
from community.screening.models import RULE_LANGUAGES
from community.screening.patterns import Expression, Pattern, Words
from community.text.folding import fold, place_of, readings
from community.text.scripts import is_cjk

COMMENTS = 10_000
AT_A_TIME = 500
EXAMPLES = 3
AROUND_CHARACTERS = 60
FOUND_CHARACTERS = 80
# A rule that meets more than this of enough comments says nothing about any of them.
MOST_PERCENT = 20
ENOUGH_COMMENTS = 50
# What meets all of either is met by nearly everything, however few comments there are.
ORDINARY = (
    (
        "Thank you, this is a lovely story.",
        "I have never been there before.",
        "Where can we buy it?",
    ),
    ("谢谢你的故事，我很喜欢。", "这是我的第一杯茶。", "他们明天在河边的茶馆见面。"),
)


class Example(NamedTuple):
    """A comment that a rule meets: the comment, and its words before, at and after the place."""

    comment: Comment
    before: str
    found: str
    after: str


@dataclass
class RuleTrial:
    """What one rule met; `percent` of the comments that it is asked of, rounded down.

    `counts` are by language: a rule for all texts may be a common word of one of them.
    """

    line: Line
    counts: Counter[str] = field(default_factory=Counter)
    count: int = 0
    percent: int = 0
    is_everything: bool = False
    comment_ids: list[int] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)

    def note(self, comment_id: int, languages: Iterable[str]) -> None:
        """Note a comment that the rule meets, and which languages' rules it is asked about."""
        self.count += 1
        self.counts.update(languages)
        if self.count <= EXAMPLES:
            self.comment_ids.append(comment_id)

    def weigh(self, looked: Mapping[str, int], language: str) -> None:
        """Measure what was met against what was looked at, by language: the rarer one is not to hide it."""
        self.percent = self.count * 100 // (looked[language] or 1)
        among = RULE_LANGUAGES if language == "any" else (language,)
        is_wide = any(_is_wide(self.counts[name], looked[name]) for name in among)
        self.is_everything = is_wide or is_met_everywhere(self.line)


class Trial(NamedTuple):
    """What rules met: how many of the last comments they are asked of, how many met any, rule by rule."""

    last: int
    looked: int
    met: int
    percent: int
    rules: list[RuleTrial]

    @property
    def too_wide(self) -> str:
        """Return the lines that meet nearly everything, as they are named in a sentence."""
        return " · ".join(one.line.words for one in self.rules if one.is_everything)

    def check(self, effect: str) -> None:
        """Raise Refused if a rule that is to block meets nearly everything."""
        if effect == "block" and self.too_wide:
            said = _l(
                "Nearly everything would be met by “%(rules)s”, so it cannot block. Make it narrower, "
                "or let it hold or mark.",
                rules=self.too_wide,
            )
            raise Refused(said, "words")


def try_out(lines: list[Line], language: str) -> Trial:
    """Look for rules in the last comments, whatever their state but deleted."""
    rules = [RuleTrial(line) for line in lines]
    matcher = Matcher((place, line.words, language, "mark") for place, line in enumerate(lines))
    looked: Counter[str] = Counter()
    met = 0
    for row in _last_comments():
        folded = fold(row.body)
        languages = asked_of(folded, row.language)
        looked.update(languages)
        found = matcher.find_in(folded, languages)
        met += bool(found)
        for match in found:
            rules[match.rule_id].note(row.id, languages)
    for rule in rules:
        rule.weigh(looked, language)
    _show_examples(rules)
    return Trial(looked["any"], looked[language], met, met * 100 // (looked[language] or 1), rules)


def _is_wide(count: int, looked: int) -> bool:
    return looked >= ENOUGH_COMMENTS and count * 100 > MOST_PERCENT * looked


def is_met_everywhere(line: Line) -> bool:
    """Tell whether a rule is met by ordinary sentences, or is a single letter or sign."""
    pattern = line.pattern
    if isinstance(pattern, Words) and len(pattern.needle) == 1:
        letter = pattern.needle
        if letter.isascii() or letter.isalpha() and not is_cjk(letter):
            return True
    matcher = Matcher([(0, line.words, "any", "mark")])
    return any(all(matcher.find(text, "und") for text in texts) for texts in ORDINARY)


def _last_comments() -> Iterable[Any]:
    """Return id, words and language of the last comments, the newest first, some at a time."""
    last = select(Comment.id, Comment.body, Comment.language).where(Comment.state != "deleted")
    last = last.order_by(Comment.id.desc()).limit(COMMENTS)
    return db.session.execute(last, execution_options={"yield_per": AT_A_TIME})


def _show_examples(rules: list[RuleTrial]) -> None:
    ids = {id_ for rule in rules for id_ in rule.comment_ids}
    wanted = select(Comment).options(joinedload(Comment.article)).where(Comment.id.in_(ids))
    comments = {one.id: one for one in db.session.scalars(wanted)} if ids else {}
    for rule in rules:
        found = [comments[id_] for id_ in rule.comment_ids if id_ in comments]
        rule.examples = [_example(comment, rule.line.pattern) for comment in found]


def _example(comment: Comment, pattern: Pattern) -> Example:
    """Cut the words around the place where a rule is met."""
    text = comment.body
    start, end = _place_in(text, pattern)
    before, after = text[:start], text[end:]
    if len(before) > AROUND_CHARACTERS:
        before = f"…{before[-AROUND_CHARACTERS:]}"
    if len(after) > AROUND_CHARACTERS:
        after = f"{after[:AROUND_CHARACTERS]}…"
    found = text[start:end]
    if len(found) > FOUND_CHARACTERS:
        found = f"{found[:FOUND_CHARACTERS]}…"
    return Example(comment, before, found, after)


def _place_in(text: str, pattern: Pattern) -> tuple[int, int]:
    folded = fold(text)
    for reading in (folded,) if isinstance(pattern, Expression) else readings(folded):
        if span := pattern.span_in(reading):
            return place_of(text, reading, *span)
    return 0, 0
