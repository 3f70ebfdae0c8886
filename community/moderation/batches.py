"""What is decided at one stroke has one name, by which it can be undone."""

import secrets

from flask_babel import gettext as _


def new_batch() -> str:
    return secrets.token_hex(8)


def said_of(outcome: str) -> str:
    """Say to the moderator what a decision has done."""
    return {
        "approve": _("Approved. Those it concerns are told."),
        "hold": _("Held. Nobody but its writer sees it now."),
        "remove": _("Removed. The author and the reporters are told why."),
    }[outcome]
