"""What WTForms itself says of a field, in our tone and in the reader's language.

Its own catalogues know 简体 and Taiwan's 繁體 under other names and say things otherwise than we do, so
its sentences lead to ours here. One that is not in the table shows as WTForms wrote it.
"""

from collections.abc import Callable

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

CHOOSE = _l("Choose one of the list.")
SENTENCES = {
    "This field is required.": _l("This is still missing."),
    "Not a valid choice.": CHOOSE,
    "Invalid Choice: could not coerce.": CHOOSE,
    "Invalid choice(s): one or more data inputs could not be coerced.": CHOOSE,
    "Not a valid integer value.": _l("A whole number, please."),
    "Number must be at least %(min)s.": _l("At least %(min)s, please."),
    "Number must be at most %(max)s.": _l("At most %(max)s, please."),
    "Number must be between %(min)s and %(max)s.": _l("Between %(min)s and %(max)s, please."),
}


def _too_short(count: int) -> str:
    return ngettext(
        "At least %(num)d character, please.", "At least %(num)d characters, please.", count
    )


def _too_long(count: int) -> str:
    return ngettext(
        "At most %(num)d character, please.", "At most %(num)d characters, please.", count
    )


COUNTED: dict[str, Callable[[int], str]] = {
    "Field must be at least %(min)d character long.": _too_short,
    "Field cannot be longer than %(max)d character.": _too_long,
    "'%(value)s' is not a valid choice for this field.": lambda _count: str(CHOOSE),
}


class FormWords:
    """The translations that a form asks for its messages."""

    def gettext(self, sentence: str) -> str:
        return str(SENTENCES.get(sentence, sentence))

    def ngettext(self, one: str, many: str, count: int) -> str:
        if one in COUNTED:
            return COUNTED[one](count)
        return one if count == 1 else many
