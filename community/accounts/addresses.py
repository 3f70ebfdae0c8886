"""E-mail addresses: checked in form only, for a letter is the one test that counts."""

import unicodedata

from email_validator import EmailNotValidError, ValidatedEmail, validate_email
from flask_babel import lazy_gettext as _l

from community.errors import Refused

MAX_ADDRESS_CHARACTERS = 254
NOT_AN_ADDRESS = _l("This does not look like an e-mail address. It should be like mei@example.org.")


def tidy_address(text: str) -> str:
    """Return the form in which an address is kept. Raises Refused for what cannot be one."""
    return str(_read(text).normalized)


def address_key(text: str) -> str:
    """Return what is the same for all spellings of an address; one account may have it."""
    return unicodedata.normalize("NFC", text.strip()).casefold()


def post_address(text: str) -> str:
    """Return the address as mail servers take it, the domain in ASCII."""
    return _read(text).ascii_email or text


def _read(text: str) -> ValidatedEmail:
    # Whether letters arrive is for the letter to show; .test is there to try things out with.
    try:
        read = validate_email(
            text.strip(),
            check_deliverability=False,
            allow_smtputf8=False,
            test_environment=True,
        )
    except EmailNotValidError as error:
        raise Refused(NOT_AN_ADDRESS, "email") from error
    if "." not in read.ascii_domain or len(read.normalized) > MAX_ADDRESS_CHARACTERS:
        raise Refused(NOT_AN_ADDRESS, "email")
    return read
