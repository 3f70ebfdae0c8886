"""The checks in their order."""

from collections.abc import Callable

from community.screening.newcomers import first_comments
from community.screening.verdicts import PUBLISH, Draft, Record, Verdict

CHECKS: tuple[Callable[[Draft, Record], Verdict | None], ...] = (first_comments,)


def screen(draft: Draft, record: Record) -> Verdict:
    """Return what the first check that has something to say answers; `publish` if none has."""
    verdicts = (check(draft, record) for check in CHECKS)
    return next((verdict for verdict in verdicts if verdict), Verdict(PUBLISH))
