"""The hidden field that shows that a form comes from one of our own pages."""

from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

FIELD = Markup('<input type="hidden" name="csrf_token" value="{}">')


def csrf_field() -> Markup:
    """Return the hidden field. Asking for it starts a session, so pages that guests share do not."""
    return FIELD.format(escape(generate_csrf()))
