"""The form by which an admin brings an export."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from community.web.forms import BaseForm

SYSTEMS = {"wordpress": "WordPress", "ghost": "Ghost"}


class ImportForm(BaseForm):
    """A file, and what wrote it."""

    system = RadioField(
        _l("Where it comes from"),
        [InputRequired(_l("Choose one of them."))],
        choices=lambda: list(SYSTEMS.items()),
        default="wordpress",
    )
    file = FileField(_l("The export"), [FileRequired(_l("Choose the file of the export."))])
    may_fetch = BooleanField(_l("Ask the old site for pictures that are not in the file"))
