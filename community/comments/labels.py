"""The words of the interface that stand at every comment, translated once for a page and not for each."""

from types import SimpleNamespace

from flask_babel import get_locale
from flask_babel import gettext as _


def comment_labels() -> SimpleNamespace:
    """Return the labels of a comment in the reader's language, and that language for its dates."""
    return SimpleNamespace(
        author=_("Author"),
        decide=_("Decide"),
        delete=_("Delete"),
        deleted=_("Deleted by its author"),
        edit=_("Edit"),
        edited=_("edited"),
        hidden=_("Hidden by the author of the article"),
        hide=_("Hide"),
        unhide=_("Unhide"),
        held=_("Waiting for review. Only you can see it until a moderator has read it."),
        held_place=_("Waiting for review"),
        like=_("Like"),
        likes=_("Likes:"),
        locale=get_locale(),
        locale_name=str(get_locale()),
        moderator=_("Moderator"),
        new=_("New here"),
        removed=_("Removed by a moderator"),
        reply=_("Reply"),
        report=_("Report"),
        rule=_("house rule"),
        to=_("to @%(name)s"),
    )
