"""The forms of pictures and clips: bring one, say what it shows."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from community.media.actions import MAX_ALT_CHARACTERS
from community.web.forms import BaseForm, Line


class AltForm(BaseForm):
    alt = Line(_l("What does it show?"), max_characters=MAX_ALT_CHARACTERS)


class PictureForm(BaseForm):
    file = FileField(_l("Picture or clip"), [FileRequired(_l("Choose a picture or a clip."))])
    alt = Line(_l("What does it show?"), max_characters=MAX_ALT_CHARACTERS)
