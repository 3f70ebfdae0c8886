"""The form by which anyone tells of something illegal."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, Field, StringField
from wtforms.validators import InputRequired, Optional, ValidationError

from community.accounts.addresses import MAX_ADDRESS_CHARACTERS, tidy_address
from community.accounts.forms import holds
from community.text.language import detect
from community.text.plain import clean_line
from community.web.forms import BaseForm, Line, Words

MAX_ADDRESS_OF_THING = 2_000
MAX_LAW_CHARACTERS = 300
MAX_NAME_CHARACTERS = 200
MAX_EXPLANATION_CHARACTERS = 5_000
MIN_EXPLANATION_CHARACTERS = 20
# What takes twenty letters to say takes eight of these.
MIN_EXPLANATION_BY_LANGUAGE = {"zh-Hans": 8, "zh-Hant": 8, "ja": 8, "ko": 8}


class LegalForm(BaseForm):
    address = Line(
        _l("Address of what it is about"),
        InputRequired(_l("We need to know what it is about.")),
        max_characters=MAX_ADDRESS_OF_THING,
        render_kw={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"},
    )
    law = Line(_l("The law that it breaks"), max_characters=MAX_LAW_CHARACTERS)
    explanation = Words(
        _l("Why it is illegal"),
        InputRequired(_l("Please tell us what is illegal about it.")),
        max_characters=MAX_EXPLANATION_CHARACTERS,
    )
    name = Line(
        _l("Your name"), max_characters=MAX_NAME_CHARACTERS, render_kw={"autocomplete": "name"}
    )
    email = EmailField(
        _l("Your e-mail address"),
        [Optional(), holds(tidy_address)],
        default="",
        filters=[lambda text: clean_line(text) if text else text],
        render_kw={"autocomplete": "email", "maxlength": MAX_ADDRESS_CHARACTERS, "dir": "ltr"},
    )
    good_faith = BooleanField(
        _l("I believe in good faith that this is accurate"),
        [InputRequired(_l("We can only take what you yourself believe to be true."))],
    )
    # Nobody sees this field; who fills it in is a program, or was helped by one.
    website = StringField(_l("Leave this empty"))

    def validate_explanation(self, field: Field) -> None:
        text = field.data or ""
        least = MIN_EXPLANATION_BY_LANGUAGE.get(detect(text), MIN_EXPLANATION_CHARACTERS)
        if len(text) < least:
            raise ValidationError(
                _("A little more, please: at least %(least)d characters.", least=least)
            )

    def validate_website(self, field: Field) -> None:
        if field.data:
            field.data = ""
            raise ValidationError(_("Something was filled in that stays empty. It is empty now."))

    def told(self) -> dict[str, Any]:
        """Return what the notice says, besides what it is about."""
        email = tidy_address(self.email.data) if self.email.data else ""
        words = {one: self[one].data or "" for one in ("law", "explanation", "name")}
        return {**words, "email": email}
