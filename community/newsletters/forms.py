"""The form by which a guest asks for letters."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from community.accounts import choices
from community.accounts.forms import Address
from community.newsletters.models import FREQUENCIES
from community.web.forms import BaseForm

FREQUENCY_NAMES = {
    "each": _l("Each article, when its author sends it"),
    "daily": _l("Once a day, what is new"),
    "weekly": _l("Once a week, what is new"),
}


class LettersForm(BaseForm):
    """An address, a language and how often. Pages that guests share carry it, so it has no token."""

    class Meta(BaseForm.Meta):
        csrf = False

    email = Address(_l("E-mail address"))
    language = SelectField(_l("Language of the letters"), choices=choices.interface_languages)
    frequency = SelectField(
        _l("How often"), choices=lambda: [(name, FREQUENCY_NAMES[name]) for name in FREQUENCIES]
    )
