"""How strict the site is: every figure that a moderator or an admin may want to change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from community.screening.matching import NO_RULES, Matcher
from community.screening.spam import NOTHING_LEARNED, SpamScore

# How comments come to appear: at once, newcomers' after a look, all of them after a look.
MODES = ("none", "newcomers", "all")


@dataclass(frozen=True)
class Policy:
    """The figures, with what they are measured in. `words` and `spam` are what was learned so far.

    Sources: WordPress holds two links, Discourse lets new accounts have two; Coral calls the same
    text within 6 minutes a repeat and holds after 30 % of removals in 7 days.
    """

    mode: str = "newcomers"
    links: int = 3
    links_of_newcomers: int = 2
    mentions_on_first_day: int = 2
    comments_on_first_day: int = 10
    notes_on_first_day: int = 3
    repeat_minutes: int = 6
    flood_seconds: int = 5
    flood_seconds_of_newcomers: int = 30
    note_seconds: int = 60
    rejection_days: int = 7
    rejection_percent: int = 30
    spam_percent: int = 90
    hide_score: float = 3.0
    claim_minutes: int = 5
    others_after_minutes: int = 30
    promise_minutes: int = 240
    words: Matcher = field(default=NO_RULES, repr=False)
    spam: SpamScore = field(default=NOTHING_LEARNED, repr=False)

    def changed(self, values: Mapping[str, Any]) -> "Policy":
        """Return the policy with these values; names that it does not know are passed over."""
        known = {one.name for one in fields(self)}
        return replace(self, **{name: value for name, value in values.items() if name in known})


DEFAULT = Policy()
