"""Comments that the author of an article folds away: the place says so, and anyone may unfold them."""

from flask_babel import lazy_gettext as _l

from community.comments.models import Comment
from community.database import now
from community.errors import Refused
from community.extensions import db


def set_hidden(comment: Comment, *, hidden: bool) -> None:
    """Fold a comment away, or no more. Twice is harmless; Refused for one that is not public."""
    if not comment.is_published:
        raise Refused(_l("Only what everyone can see can be hidden."))
    if hidden != (comment.hidden_at is not None):
        comment.hidden_at = now() if hidden else None
        db.session.flush()
