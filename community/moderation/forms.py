"""Forms of reports and decisions."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Optional

from community.config import MAX_APPEAL_CHARACTERS, MAX_NOTE_CHARACTERS
from community.moderation.models import OUTCOMES
from community.moderation.rules import rule_choices
from community.web.forms import BaseForm, Number, Words


class ReportForm(BaseForm):
    rule = RadioField(
        _l("Which rule does it break?"),
        [InputRequired(_l("Choose the rule that fits best."))],
        choices=rule_choices,
    )
    note = Words(_l("What should the moderators know?"), max_characters=MAX_NOTE_CHARACTERS)


class DecisionForm(BaseForm):
    decision = RadioField(
        _l("Decision"),
        [InputRequired(_l("Choose what to decide."))],
        choices=lambda: [(outcome, outcome) for outcome in OUTCOMES],
    )
    # Which there are is for the action to say: no rule is sent where none was chosen.
    rule = StringField(_l("Rule"), default="")
    note = Words(_l("A word to the author"), max_characters=MAX_NOTE_CHARACTERS)
    canned = Number(_l("Ready text"), [Optional()])
    # Of the words that the moderator has read, and the last decision that was known then.
    version = Number(_l("Version"), [Optional()])
    seen = Number(_l("Last decision"), [Optional()])


class AppealForm(BaseForm):
    text = Words(
        _l("Why do you think this is wrong?"),
        InputRequired(_l("Please write something first.")),
        max_characters=MAX_APPEAL_CHARACTERS,
    )


class AppealAnswerForm(BaseForm):
    decision = RadioField(
        _l("Decision"),
        [InputRequired(_l("Choose what to decide."))],
        choices=lambda: [("uphold", "uphold"), ("overturn", "overturn")],
    )
    note = Words(_l("A word to the author"), max_characters=MAX_NOTE_CHARACTERS)
