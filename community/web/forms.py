"""The base of every form: CSRF token, messages in the reader's language, fields that clean words."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, StringField, TextAreaField
from wtforms.validators import Length

from community.database import MAX_INTEGER
from community.errors import Refused
from community.text.plain import clean_line, clean_text
from community.web.form_words import FormWords
from community.web.kept import kept_for

MAX_DIGITS = 10


class BaseForm(FlaskForm):
    """A form that fills itself with what was typed before a sign-in or an expired session."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> FormWords:
            return FormWords()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if request.method == "GET" and (kept := kept_for(request.path)):
            kwargs["data"] = {**kwargs.get("data", {}), **kept}
        super().__init__(*args, **kwargs)

    def fails_with(self, refused: Refused) -> None:
        """Show why an action refused: at its field if it names one, else above the form."""
        field = self._fields.get(refused.field)
        if field is None:
            self.form_errors.append(str(refused.message))
        else:
            field.errors = [*field.errors, str(refused.message)]


class Number(IntegerField):
    """A whole number that a column holds. Python reads longer ones, but what compares them falls over."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        is_long = bool(valuelist) and len(valuelist[0]) > MAX_DIGITS
        if not is_long:
            super().process_formdata(valuelist)
        if is_long or abs(self.data or 0) > MAX_INTEGER:
            self.data = None
            raise ValueError(self.gettext("Not a valid integer value."))


class Line(StringField):
    """One line of words, cleaned of control characters; at most `max_characters`."""

    def __init__(self, label: Any, *validators: Any, max_characters: int, **options: Any) -> None:
        options.setdefault("default", "")
        options["filters"] = [*options.get("filters", []), _if_given(clean_line)]
        options["render_kw"] = {"maxlength": max_characters, **options.get("render_kw", {})}
        super().__init__(label, [*validators, Length(max=max_characters)], **options)


class Words(TextAreaField):
    """Words over several lines, cleaned; the browser's own limit would cut, so only we measure."""

    def __init__(self, label: Any, *validators: Any, max_characters: int, **options: Any) -> None:
        options.setdefault("default", "")
        options["filters"] = [*options.get("filters", []), _if_given(clean_text)]
        super().__init__(label, [*validators, Length(max=max_characters)], **options)
        del self.flags.maxlength


def _if_given(clean: Callable[[str], str]) -> Callable[[str | None], str | None]:
    """Leave a field alone that holds nothing yet: WTForms filters that as well."""
    return lambda text: clean(text) if text else text


def first_error(form: FlaskForm) -> str:
    """Return the first message of a form, for an answer that has room for one sentence."""
    fields: list[Field] = list(form)
    return next((str(error) for field in fields for error in field.errors), "")


def whole_number(text: str | None) -> int | None:
    """Return a number from 1 on, as an address or a hidden field says it; None for anything else."""
    is_number = text is not None and len(text) <= MAX_DIGITS and text.isascii() and text.isdigit()
    number = int(text) if text and is_number else 0
    return number if 0 < number <= MAX_INTEGER else None


def wanted_state(name: str) -> bool:
    """Return the state that a form asks for. Raises Refused unless it is 1 or 0."""
    wanted = request.form.get(name, "")
    if wanted not in ("0", "1"):
        raise Refused(_("Please use the button on the page."))
    return wanted == "1"
