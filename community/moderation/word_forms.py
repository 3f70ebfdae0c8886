"""The form of word rules."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired

from community.web.forms import BaseForm, Words

MAX_CHARACTERS = 25_000
EFFECT_NAMES = {
    "block": _l("Block: the words come back to their writer"),
    "hold": _l("Hold: a moderator reads them first"),
    "mark": _l("Mark: they appear, and moderators see the mark"),
}
LANGUAGE_NAMES = {"any": _l("All texts"), "zh": _l("Chinese"), "en": _l("English")}


class WordRulesForm(BaseForm):
    words = Words(
        _l("Words, one a line"),
        InputRequired(_l("Write at least one word or phrase.")),
        max_characters=MAX_CHARACTERS,
    )
    language = SelectField(_l("Look for them in"), choices=lambda: list(LANGUAGE_NAMES.items()))
    effect = RadioField(
        _l("What becomes of words that meet a rule"),
        [InputRequired(_l("Choose what the rules do."))],
        choices=lambda: list(EFFECT_NAMES.items()),
    )
    dry_run = BooleanField(_l("Try it first"), false_values=("", "0"))
