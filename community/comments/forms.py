"""What people send: a comment, and its changes. The actions say whether the words hold."""

import time

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import NumberRange, Optional

from community.comments.places import MAX_ID
from community.config import MAX_COMMENT_CHARACTERS
from community.web.forms import BaseForm, Number, Words

MAX_MILLISECOND_DIGITS = 15


def milliseconds() -> int:
    """Return the moment in milliseconds of Unix time, for `shown_at`."""
    return int(time.time() * 1000)


class TimedForm(BaseForm):
    """A form that knows when it was shown, in milliseconds of Unix time, if it was shown empty."""

    shown_at = StringField(default="")

    @property
    def typed_seconds(self) -> float | None:
        """Return how long the words took; None where nobody can tell."""
        shown = self.shown_at.data or ""
        if not (shown.isascii() and shown.isdecimal() and len(shown) <= MAX_MILLISECOND_DIGITS):
            return None
        return max(0.0, time.time() - int(shown) / 1000)


class CommentForm(TimedForm):
    """A comment; with `parent_id` a reply. Without a language it is recognised."""

    body = Words(_l("Your comment"), max_characters=MAX_COMMENT_CHARACTERS, default="")
    parent_id = Number(_l("In answer to"), [Optional(), NumberRange(1, MAX_ID)])
    language = StringField(_l("Language"), default="")


class EditForm(TimedForm):
    """New words for a comment; `version` is that of the words that were opened."""

    body = Words(_l("Your comment"), max_characters=MAX_COMMENT_CHARACTERS, default="")
    language = StringField(_l("Language"), default="")
    version = Number(_l("Version"), [Optional(), NumberRange(1, MAX_ID)])
