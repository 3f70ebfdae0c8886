"""The forms at the door: sign up, sign in, a new password."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired, ValidationError

from community.accounts import choices
from community.accounts.addresses import MAX_ADDRESS_CHARACTERS, tidy_address
from community.accounts.passwords import MAX_CHARACTERS, check_password
from community.accounts.usernames import tidy_name
from community.errors import Refused
from community.text.plain import clean_line
from community.web.answers import safe_next
from community.web.forms import BaseForm, Line

NEW_PASSWORD = {"autocomplete": "new-password"}
CURRENT_PASSWORD = {"autocomplete": "current-password"}


def given(message: Any) -> InputRequired:
    """Require a field, with a sentence of its own; the browser says it too."""
    return InputRequired(message)


def holds(rule: Callable[[str], Any]) -> Callable[[BaseForm, Field], None]:
    """Make a validator of a rule that raises Refused."""

    def validate(_form: BaseForm, field: Field) -> None:
        try:
            rule(field.data or "")
        except Refused as refused:
            raise ValidationError(refused.message) from refused

    return validate


def _one_line(text: str | None) -> str | None:
    return clean_line(text) if text else text


class Address(EmailField):
    """An e-mail address, checked in form."""

    def __init__(self, label: Any, **options: Any) -> None:
        options["render_kw"] = {
            "autocomplete": "email",
            "maxlength": MAX_ADDRESS_CHARACTERS,
            "dir": "ltr",
            **options.get("render_kw", {}),
        }
        validators = [given(_l("We need an address to write to.")), holds(tidy_address)]
        super().__init__(label, validators, filters=[_one_line], **options)


class NextField(HiddenField):
    """Where to go on to afterwards: an address on this site, or nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(filters=[lambda address: safe_next(address, "")], **options)


class SignUpForm(BaseForm):
    # No limit in the browser: it would cut a name that is pasted, and cut it silently.
    username = StringField(
        _l("Name"),
        [given(_l("Choose a name.")), holds(tidy_name)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    email = Address(_l("E-mail address"))
    password = PasswordField(
        _l("Password"),
        [given(_l("Choose a password."))],
        render_kw={**NEW_PASSWORD, "minlength": 8, "maxlength": MAX_CHARACTERS},
    )
    language = SelectField(_l("Language of the pages"), choices=choices.interface_languages)
    rules = BooleanField(
        _l("I have read the house rules and will keep to them."),
        [given(_l("It is a small house: everyone keeps to the rules."))],
    )
    next = NextField()
    # Nobody sees this field; who fills it in is a program. (The name attracts them.)
    website = StringField(_l("Leave this empty"))

    def validate_password(self, field: Field) -> None:
        holds(lambda typed: check_password(typed, self.username.data or "", self.email.data or ""))(
            self, field
        )


class SignInForm(BaseForm):
    login = Line(
        _l("Name or e-mail address"),
        given(_l("Who is coming in?")),
        max_characters=MAX_ADDRESS_CHARACTERS,
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Password"), [given(_l("The password is missing."))], render_kw=CURRENT_PASSWORD
    )
    remember = BooleanField(_l("Stay signed in on this device for 30 days"))
    next = NextField()


class AskResetForm(BaseForm):
    email = Address(_l("E-mail address of your account"))


class NewPasswordForm(BaseForm):
    """A new password. `own` are the person's name and address, which will not do."""

    own: tuple[str, ...] = ()
    new_password = PasswordField(
        _l("New password"),
        [given(_l("Choose a password."))],
        render_kw={**NEW_PASSWORD, "minlength": 8, "maxlength": MAX_CHARACTERS},
    )

    def validate_new_password(self, field: Field) -> None:
        holds(lambda typed: check_password(typed, *self.own))(self, field)
