"""Writes of notifications. The count of unread ones stands on the account."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, delete, exists, select, update

from community.accounts.models import User
from community.database import change, now
from community.extensions import db
from community.notifications.models import Notification

# The counter is changed in the database only; no object in memory is looked through for it.
UNSEEN = {"synchronize_session": False}


def notify(user_id: int, kind: str, **ids: int | None) -> Notification:
    """Tell a person something; `ids` are actor_id, article_id, comment_id, decision_id."""
    told = Notification(user_id=user_id, kind=kind, **ids)
    db.session.add(told)
    _count(user_id, 1)
    db.session.flush()
    return told


def notify_once(user_id: int, kind: str, *, actor_id: int, **ids: int) -> None:
    """Tell a person something that adds up: an unread one about the same thing gives way.

    Who has been told of already, is not told of again.
    """
    same = _about(user_id, kind, ids)
    if db.session.scalar(select(exists().where(*same, Notification.actor_id == actor_id))):
        return
    gone = change(delete(Notification).where(*same, Notification.read_at.is_(None)))
    _count(user_id, -gone)
    notify(user_id, kind, actor_id=actor_id, **ids)


def take_back(
    user_id: int, kind: str, *, actor_id: int, others: Select[tuple[int]], **ids: int
) -> None:
    """Tell a person no longer of what is so no longer, if it is unread.

    `others` asks for those of whom the same is still to be told, the first to be named first.
    """
    same = _about(user_id, kind, ids)
    told = Notification.actor_id == actor_id, Notification.read_at.is_(None)
    unread = db.session.scalar(select(Notification).where(*same, *told))
    if unread is None:
        return
    known = select(Notification.actor_id).where(*same)
    is_new = others.selected_columns[0].not_in(known)
    next_id = db.session.scalar(others.where(is_new).limit(1))
    if next_id is not None:
        unread.actor_id = next_id
    else:
        db.session.delete(unread)
        _count(user_id, -1)


def forget_decision(decision_id: int, user_ids: Collection[int] | None = None) -> None:
    """Tell no more of a decision that was taken back, all or these people, where it was not read yet."""
    unread = [Notification.decision_id == decision_id, Notification.read_at.is_(None)]
    if user_ids is not None:
        unread.append(Notification.user_id.in_(user_ids))
    ids = list(db.session.scalars(select(Notification.user_id).where(*unread)))
    change(delete(Notification).where(*unread))
    for user_id in ids:
        _count(user_id, -1)


def _about(user_id: int, kind: str, ids: dict[str, int]) -> list[ColumnElement[bool]]:
    same = [Notification.user_id == user_id, Notification.kind == kind]
    return same + [getattr(Notification, name) == value for name, value in ids.items()]


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
        counted = (
            update(User).where(User.id == user_id).values(unread_count=User.unread_count + change)
        )
        db.session.execute(counted, execution_options=UNSEEN)
