"""Carrying letters: one by one, at a pace, each noted before and after it is handed over.

Who carries a letter takes it first, and commits that. A carrier that dies with a letter in its hands has
perhaps delivered it: that one is set aside as unsure rather than sent twice, and the rest go on.
"""

from datetime import timedelta

from flask import current_app
from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import joinedload

from community.articles.models import Article
from community.articles.queries import is_public
from community.config import Settings
from community.database import begin_writing, change, now
from community.errors import Refused
from community.extensions import db
from community.letters.carrier import Carrier, Outcome
from community.letters.post import put_into_outbox
from community.newsletters.failures import note_outcome
from community.newsletters.models import Delivery, Subscription
from community.newsletters.writing import reader_of, write_delivery

# Letters carried in one go: what else waits in the queue comes between.
AT_ONCE = 10
MINUTE = timedelta(minutes=1)
# Longer than a carrier holds any letter.
LOST_AFTER = timedelta(minutes=10)


def carry_some() -> bool:
    """Carry the next letters, as far as the pace allows; tell whether to come again at once."""
    settings: Settings = current_app.config["SETTINGS"]
    if not _is_anything_there():
        return False
    _set_lost_aside()
    with Carrier(settings) as carrier:
        for _ in range(AT_ONCE):
            delivery = _take_next(settings.letters_per_minute)
            if delivery is None:
                return False
            outcome = _carry(delivery, carrier, settings)
            begin_writing()
            note_outcome(delivery.id, outcome)
            db.session.commit()
            if outcome.state == "away":
                return False
    return True


def _is_anything_there() -> bool:
    """Look without taking the writer's place, which the run of every minute would else do for nothing."""
    is_due = (Delivery.state == "waiting") & (Delivery.next_try_at <= now())
    is_lost = (Delivery.state == "taken") & (Delivery.taken_at < now() - LOST_AFTER)
    found = db.session.scalar(select(exists().where(is_due))) or db.session.scalar(
        select(exists().where(is_lost))
    )
    db.session.commit()
    return bool(found)


def _take_next(per_minute: int) -> Delivery | None:
    """Take the next letter that is due, and commit that; None if none is, or the pace is reached."""
    begin_writing()
    recent = select(func.count()).where(Delivery.taken_at > now() - MINUTE)
    taken = None
    if (db.session.scalar(recent) or 0) < per_minute:
        due = (
            select(Delivery.id)
            .where(Delivery.state == "waiting", Delivery.next_try_at <= now())
            .order_by(Delivery.next_try_at, Delivery.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if taken := db.session.scalar(due):
            mine = update(Delivery).where(Delivery.id == taken)
            change(mine.values(state="taken", taken_at=now(), tries=Delivery.tries + 1))
    db.session.commit()
    return _whole(taken) if taken else None


def _whole(delivery_id: int) -> Delivery | None:
    of = joinedload(Delivery.subscription)
    whose = of.joinedload(Subscription.user), of.joinedload(Subscription.author)
    query = select(Delivery).where(Delivery.id == delivery_id).options(*whose)
    return db.session.scalar(query.execution_options(populate_existing=True))


def _carry(delivery: Delivery, carrier: Carrier, settings: Settings) -> Outcome:
    """Write a letter and hand it over, unless it is not wanted any more."""
    subscription = delivery.subscription
    articles = _articles(delivery)
    # The network must not be waited for with the database held.
    db.session.commit()
    if subscription is None or subscription.ended_at or not articles:
        return Outcome("dropped", "")
    if subscription.user is not None and not subscription.user.takes_letters:
        return Outcome("dropped", "")
    try:
        reader = reader_of(subscription, delivery.frequency, settings)
    except Refused:
        return Outcome("refused", "not an address")
    letter = write_delivery(delivery, articles, reader, settings)
    if not settings.mail_url:
        put_into_outbox(letter, settings.instance_path / "outbox")
        return Outcome("sent", "outbox")
    return carrier.hand_over(letter.as_bytes(), reader.address)


def _articles(delivery: Delivery) -> list[Article]:
    """Return what the letter is about and is public still, in the order of the letter."""
    ids = [delivery.article_id] if delivery.article_id else delivery.article_ids
    query = select(Article).where(Article.id.in_(ids), is_public())
    found = {article.id: article for article in db.session.scalars(query)}
    return [found[id_] for id_ in ids if id_ in found]


def _set_lost_aside() -> None:
    begin_writing()
    lost = Delivery.state == "taken", Delivery.taken_at < now() - LOST_AFTER
    change(update(Delivery).where(*lost).values(state="unsure", ended_at=now()))
    db.session.commit()
