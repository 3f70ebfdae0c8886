"""The forms of one's own settings."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import PasswordField, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from community.accounts import choices
from community.accounts.forms import CURRENT_PASSWORD, Address, NewPasswordForm, given
from community.config import MAX_BIO_CHARACTERS
from community.web.forms import BaseForm, Words

ONE_PICTURE = {"accept": "image/jpeg,image/png,image/webp,image/gif"}


def _none_or(none: Any) -> Any:
    return lambda: [("", none), *choices.languages()]


def _zones() -> dict[str, list[tuple[str, str]]]:
    return {"UTC": [("", "UTC")], **choices.time_zones()}


class Boxes(SelectMultipleField):
    """A box for each choice. Words that were kept over a sign-in come as one text."""

    def process_data(self, value: Any) -> None:
        super().process_data([value] if isinstance(value, str) else value)


class LanguageFields(BaseForm):
    """What one reads and learns: on the profile, where others see it, and among the languages."""

    reads = Boxes(
        _l("Languages you read"),
        choices=choices.languages,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    learning = SelectField(_l("Language you are learning"), choices=_none_or(_l("None just now")))


class ProfileForm(LanguageFields):
    bio = Words(
        _l("About you"),
        max_characters=MAX_BIO_CHARACTERS,
        render_kw={"dir": "auto", "autocomplete": "off"},
    )
    bio_language = SelectField(
        _l("Language of this text"), choices=_none_or(_l("Detect from the text"))
    )
    face = FileField(_l("Face"), render_kw=ONE_PICTURE)
    cover = FileField(_l("Cover"), render_kw=ONE_PICTURE)


class LanguagesForm(LanguageFields):
    language = SelectField(_l("Language of the pages"), choices=choices.interface_languages)
    timezone = SelectField(_l("Time zone"), choices=_zones)


class NewAddressForm(BaseForm):
    email = Address(_l("New e-mail address"))
    current_password = PasswordField(
        _l("Your password"), [given(_l("The password is missing."))], render_kw=CURRENT_PASSWORD
    )


class ChangePasswordForm(NewPasswordForm):
    current_password = PasswordField(
        _l("Current password"), [given(_l("The password is missing."))], render_kw=CURRENT_PASSWORD
    )
