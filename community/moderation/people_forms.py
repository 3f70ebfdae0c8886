"""Forms about a person: a sanction, a note; and the ready texts."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from community.config import MAX_NOTE_CHARACTERS
from community.moderation.canned import MAX_CHARACTERS
from community.moderation.rules import rule_choices
from community.web.forms import BaseForm, Line, Number, Words

MAX_PERSON_NOTE_CHARACTERS = 2_000
SANCTION_NAMES = {
    "warn": _l("Warn: they read it before they write again"),
    "hold": _l("Hold: a moderator reads what they write first"),
    "mute": _l("Mute: they cannot write"),
    "suspend": _l("Suspend: they can read and object, nothing else"),
    "ban": _l("Ban: the same, without an end"),
    "lift": _l("Lift what is in force"),
}


class SanctionForm(BaseForm):
    sanction = RadioField(
        _l("What is decided"),
        [InputRequired(_l("Choose what to decide."))],
        choices=lambda: list(SANCTION_NAMES.items()),
    )
    days = Number(_l("For how many days"), [Optional()])
    rule = SelectField(
        _l("Rule"), choices=lambda: [("", _l("No rule")), *rule_choices()], default=""
    )
    note = Words(_l("A word to them"), max_characters=MAX_NOTE_CHARACTERS)
    comments = BooleanField(_l("With a ban: remove all of their comments"), false_values=("", "0"))
    # The last decision about the account that the moderator knew of.
    seen = Number(_l("Last decision"), [Optional()])


class PersonNoteForm(BaseForm):
    text = Words(
        _l("A note for the other moderators"),
        InputRequired(_l("Please write something first.")),
        max_characters=MAX_PERSON_NOTE_CHARACTERS,
    )


class TextForm(BaseForm):
    title = Line(_l("Title"), InputRequired(_l("A title is missing.")), max_characters=100)
    rule = SelectField(
        _l("Rule"), choices=lambda: [("", _l("No rule")), *rule_choices()], default=""
    )
    text_en = Words(
        _l("In English"), InputRequired(_l("This is still missing.")), max_characters=MAX_CHARACTERS
    )
    text_zh = Words(
        _l("In Chinese"), InputRequired(_l("This is still missing.")), max_characters=MAX_CHARACTERS
    )
