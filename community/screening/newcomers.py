"""The first comments of a new account are read by a moderator before others see them."""

from flask_babel import lazy_gettext as _l

from community.screening.verdicts import HOLD, Draft, Record, Verdict


def first_comments(_draft: Draft, record: Record) -> Verdict | None:
    """Hold what a newcomer writes, until enough of it has been approved."""
    if not record.is_newcomer:
        return None
    reason = _l("The first comments of a new account are looked at before everyone sees them.")
    return Verdict(HOLD, "newcomers", reason)
