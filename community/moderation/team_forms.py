"""Forms of those who share the desk: a weekly shift, a note to the next one."""

from typing import Literal

from babel.dates import get_day_names
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TimeField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from community.moderation.handovers import MAX_HANDOVER_CHARACTERS
from community.web.forms import BaseForm, Number, Words

MAX_HOURS = 24


def weekday_names(width: Literal["wide", "abbreviated"] = "wide") -> dict[int, str]:
    """Return day → name in the reader's language; Monday is 0. `width` is CLDR's."""
    return dict(get_day_names(width, "stand-alone", get_locale()))


class TimeOfDay(TimeField):
    """Hours and minutes, as browsers send them and as people type them in either script."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([value.replace("：", ":").strip() for value in valuelist])
        except ValueError:
            raise ValueError(_("A time of day, please, such as 09:30.")) from None


class ShiftForm(BaseForm):
    """`hours` is how long; a shift may run past midnight."""

    weekday = SelectField(_l("Weekday"), coerce=int, choices=lambda: list(weekday_names().items()))
    starts = TimeOfDay(_l("From"), [InputRequired()])
    hours = Number(_l("Hours"), [InputRequired(), NumberRange(1, MAX_HOURS)], default=4)


class HandoverForm(BaseForm):
    text = Words(
        _l("A note to the next shift"),
        DataRequired(_l("Write a word first.")),
        max_characters=MAX_HANDOVER_CHARACTERS,
    )
