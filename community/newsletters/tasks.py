"""What the queue does for letters: carry them, write digests in the morning, forget in time."""

from datetime import timedelta

from huey import crontab
from sqlalchemy import delete, func, select, update

from community.database import begin_writing, change, now
from community.extensions import db
from community.jobs.queue import queue
from community.newsletters.carrying import carry_some
from community.newsletters.digests import write_due_digests
from community.newsletters.models import Delivery, Subscription

KEPT_FOR = timedelta(days=30)


@queue.task()
def carry() -> None:
    """Carry some letters, then stand in line again if there are more."""
    if carry_some():
        carry()


@queue.periodic_task(crontab(minute="*"))
def carry_what_waits() -> None:
    """Go on with what the pace, a crash or the mail server held up."""
    if carry_some():
        carry()


@queue.periodic_task(crontab(minute="*/5"))
def write_digests() -> None:
    if write_due_digests():
        carry()


@queue.periodic_task(crontab(minute="17", hour="3"))
def forget() -> None:
    """Forget bare addresses a month after they ended all letters, and digests after a month."""
    begin_writing()
    before = now() - KEPT_FOR
    is_over = Delivery.state.not_in(("waiting", "taken"))
    change(
        delete(Delivery).where(Delivery.article_id.is_(None), is_over, Delivery.ended_at < before)
    )
    ended = select(Subscription.id).where(
        Subscription.user_id.is_(None), Subscription.ended_at < before
    )
    gone = update(Delivery).where(Delivery.subscription_id.in_(ended))
    change(gone.values(reader_key=func.concat("gone:", Delivery.id)))
    change(delete(Subscription).where(Subscription.id.in_(ended)))
    db.session.commit()
