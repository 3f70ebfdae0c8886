"""Usernames: why one cannot be had, in sentences."""

from flask_babel import lazy_gettext as _l

from community.errors import Refused
from community.text.names import BadName, check_username, tidy_username

REASONS = {
    "short": _l("A name has at least 3 letters or digits."),
    "long": _l("A name has at most 30 letters."),
    "start": _l("A name begins with a letter or a digit."),
    "letters": _l("A name has letters of any script, digits, _ and -, and no spaces."),
    "mixed": _l("This name mixes scripts whose letters look alike. Please keep to one of them."),
    "reserved": _l("This name is kept for the house. Please choose another one."),
}
TAKEN = _l("Somebody has this name already. Please choose another one.")
TOO_ALIKE = _l("This name looks too much like somebody else’s. Please choose another one.")


def tidy_name(text: str) -> str:
    """Return the form in which a username is kept. Raises Refused for what cannot be one."""
    try:
        check_username(text)
    except BadName as bad:
        raise Refused(REASONS.get(bad.reason, REASONS["letters"]), "username") from bad
    return tidy_username(text)


def spelling(name: str) -> str:
    """Return a name as it is compared in addresses and mentions: without regard to case."""
    return tidy_username(name).casefold()
