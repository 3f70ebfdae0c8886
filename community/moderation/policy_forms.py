"""Forms of how strict the site is, and how one thread goes."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from community.screening.policy import DEFAULT
from community.web.forms import BaseForm, Number

MODE_NAMES = {
    "newcomers": _l("The first words of newcomers are read first"),
    "all": _l("Everything is read first"),
    "none": _l("Everything appears at once"),
}
MAX_SLOW_SECONDS = 86_400
MAX_SLOW_HOURS = 168


def _figure(label: Any, low: int, high: int) -> Number:
    return Number(label, [InputRequired(), NumberRange(low, high)])


class PolicyForm(BaseForm):
    """The figures of `screening.policy.Policy`, by the same names."""

    mode = RadioField(_l("How comments come to appear"), choices=lambda: list(MODE_NAMES.items()))
    links = _figure(_l("Links from which a comment is held (0: never)"), 0, 100)
    links_of_newcomers = _figure(_l("The same for newcomers"), 0, 100)
    comments_on_first_day = _figure(_l("Comments on the first day"), 1, 1000)
    notes_on_first_day = _figure(_l("Notes on the first day"), 1, 100)
    mentions_on_first_day = _figure(_l("People one may call in a comment on the first day"), 0, 10)
    flood_seconds = _figure(_l("Seconds between two comments"), 0, 3600)
    flood_seconds_of_newcomers = _figure(_l("The same for newcomers, in seconds"), 0, 3600)
    note_seconds = _figure(_l("Seconds between two notes"), 0, 86_400)
    repeat_minutes = _figure(_l("Minutes in which the same words are a repeat"), 0, 1440)
    rejection_days = _figure(_l("Days in which removals count"), 1, 90)
    rejection_percent = _figure(
        _l("Percent of somebody’s comments removed from which the next are held"), 1, 100
    )
    spam_percent = _figure(
        _l("Percent of likeness to spam from which it is held (0: never)"), 0, 100
    )
    hide_score = _figure(_l("Weight of reports from which a comment hides by itself"), 1, 1000)
    claim_minutes = _figure(_l("Minutes that a case stays with the moderator who is at it"), 1, 120)
    others_after_minutes = _figure(_l("Minutes until moderators of other languages help"), 0, 1440)
    promise_minutes = _figure(_l("Minutes after which nothing should still wait"), 5, 20_160)

    @property
    def values(self) -> dict[str, Any]:
        """Return the figures, each of the kind that the policy has."""
        given = {name: field.data for name, field in self._fields.items() if hasattr(DEFAULT, name)}
        return given | {"hide_score": float(given["hide_score"])}


class ThreadForm(BaseForm):
    mode = SelectField(
        _l("How comments come to appear here"),
        choices=lambda: [
            ("", _l("As everywhere on the site")),
            *MODE_NAMES.items(),
            ("closed", _l("Closed: it can be read, and nothing more is said")),
        ],
    )
    slow_seconds = Number(
        _l("Seconds between two comments of one person (0: as usual)"),
        [InputRequired(), NumberRange(0, MAX_SLOW_SECONDS)],
    )
    slow_hours = Number(_l("For how many hours"), [Optional(), NumberRange(1, MAX_SLOW_HOURS)])


# What stands together on the admin's page, under a title of its own.
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        _l("What is held"),
        ("links", "links_of_newcomers", "spam_percent", "rejection_percent", "rejection_days"),
    ),
    (_l("Pace"), ("repeat_minutes", "flood_seconds", "flood_seconds_of_newcomers", "note_seconds")),
    (_l("The first day"), ("comments_on_first_day", "notes_on_first_day", "mentions_on_first_day")),
    (
        _l("Reports and the desk"),
        ("hide_score", "claim_minutes", "others_after_minutes", "promise_minutes"),
    ),
)
