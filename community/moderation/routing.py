"""To whom things go first: to those who read their language, to everybody once they have waited."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, true

from community.accounts.models import User
from community.database import now
from community.screening.policy import Policy

# Written alike in both ways, or in no language that anybody would have to read.
OPEN_TO_ALL = ("und", "")


def first_for(who: User, policy: Policy, language: Any, since: Any) -> ColumnElement[bool]:
    """Hold for what this moderator reads, and for what has waited long enough for anybody to help.

    `language` and `since` are the columns of the words' language and of the moment they came.
    """
    if not who.reads:
        return true()
    long_ago = now() - timedelta(minutes=policy.others_after_minutes)
    bases = {one.partition("-")[0] for one in who.reads}
    reads = [language.like(f"{base}%") for base in bases]
    return or_(*reads, language.in_(OPEN_TO_ALL), since < long_ago)
