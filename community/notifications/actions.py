"""Writes of notifications. The count of unread ones stands on the account."""

from sqlalchemy import delete, update

from community.accounts.models import User
from community.database import change, now
from community.extensions import db
from community.notifications.models import Notification


def notify(user_id: int, kind: str, **ids: int | None) -> Notification:
    """Tell a person something; `ids` are actor_id, article_id, comment_id, decision_id."""
    told = Notification(user_id=user_id, kind=kind, **ids)
    db.session.add(told)
    _count(user_id, 1)
    db.session.flush()
    return told


def notify_once(user_id: int, kind: str, *, actor_id: int, **ids: int | None) -> Notification:
    """Tell a person something that adds up: an unread one about the same thing gives way."""
    same = [Notification.user_id == user_id, Notification.kind == kind]
    same += [getattr(Notification, name) == value for name, value in ids.items()]
    gone = change(delete(Notification).where(*same, Notification.read_at.is_(None)))
    _count(user_id, -gone)
    return notify(user_id, kind, actor_id=actor_id, **ids)


def read_all(user: User, up_to: int) -> None:
    """Mark what was told up to this id as read; what came in since stays unread."""
    read = change(
        update(Notification)
        .where(
            Notification.user_id == user.id,
            Notification.id <= up_to,
            Notification.read_at.is_(None),
        )
        .values(read_at=now())
    )
    _count(user.id, -read)


def _count(user_id: int, change: int) -> None:
    if change:
        counted = User.unread_count + change
        db.session.execute(update(User).where(User.id == user_id).values(unread_count=counted))
