"""What newsletters do once a fact is true."""

from typing import Any

from sqlalchemy import update

from community import facts
from community.database import change, now
from community.newsletters.failures import note_bounce
from community.newsletters.models import Subscription
from community.newsletters.tasks import carry


def connect() -> None:
    facts.letter_sent.connect(begin_to_carry)
    facts.letter_bounced.connect(note_bounce)
    facts.person_unfollowed.connect(end_letters)


def begin_to_carry(_sender: Any, article_id: int) -> None:
    carry()


def end_letters(_sender: Any, follower_id: int, followed_id: int) -> None:
    """Write no more letters of somebody who is not followed any more."""
    theirs = (
        Subscription.user_id == follower_id,
        Subscription.author_id == followed_id,
        Subscription.ended_at.is_(None),
    )
    change(update(Subscription).where(*theirs).values(ended_at=now()))
