"""The checks in their order, and which kinds of words they are for."""

from collections.abc import Callable
from typing import NamedTuple

from community.screening import checks
from community.screening.policy import Policy
from community.screening.site_checks import forbidden, heard, like_spam, marks_in
from community.screening.verdicts import PUBLISH, Draft, Record, Verdict

Ask = Callable[[Draft, Record, Policy], Verdict | None]
THREAD = frozenset({"comment"})
POSTS = THREAD | {"note"}
TEXTS = POSTS | {"bio"}
ALL = TEXTS | {"name"}


class Check(NamedTuple):
    """A question about a draft, and the kinds of words that it is asked of."""

    ask: Ask
    kinds: frozenset[str]


CHECKS = (
    Check(checks.length, THREAD),
    Check(checks.closed, THREAD),
    Check(checks.sanctioned, TEXTS),
    Check(checks.pace, POSTS),
    Check(checks.staff, ALL),
    Check(checks.repeat, POSTS),
    Check(forbidden, ALL),
    Check(checks.links, TEXTS),
    Check(checks.new_account, POSTS),
    Check(checks.rejections, POSTS),
    # A note may have been written elsewhere, and was saved before.
    Check(checks.typing, THREAD),
    Check(like_spam, TEXTS),
    Check(heard, POSTS),
    Check(checks.first_words, POSTS),
    Check(checks.everything, POSTS),
)


def screen(draft: Draft, record: Record, policy: Policy) -> Verdict:
    """Return what the first check that has something to say answers; `publish` if none has."""
    asked = (check.ask(draft, record, policy) for check in CHECKS if draft.kind in check.kinds)
    verdict = next((one for one in asked if one), Verdict(PUBLISH))
    return verdict.with_marks(marks_in(draft, policy))
