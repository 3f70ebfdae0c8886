"""What is decided at one stroke has one name, by which it can be undone."""

import secrets

from flask_babel import gettext as _


def new_batch() -> str:
    return secrets.token_hex(8)


def said_of_standing(outcome: str) -> str:
    """Say to the moderator that nothing was decided, because it stands so already."""
    return {
        "approve": _("Nothing had to be decided: it is public already, and nobody has asked."),
        "hold": _("Nothing had to be decided: it waits already."),
        "remove": _(
            "It was removed already and stands as it was: nothing was decided. To name another rule, "
            "undo that decision or restore it first."
        ),
    }[outcome]


def said_of(outcome: str) -> str:
    """Say to the moderator what a decision has done."""
    return {
        "approve": _("Approved. Those it concerns are told."),
        "hold": _("Held. Nobody but its writer sees it now."),
        "remove": _("Removed. The author and the reporters are told why."),
    }[outcome]
