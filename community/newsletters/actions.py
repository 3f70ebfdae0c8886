"""Writes of subscriptions, and the sending of an article to all who want letters of its author."""

import secrets
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import case, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from community import facts
from community.accounts.addresses import address_key
from community.accounts.models import User
from community.accounts.queries import by_email
from community.articles.models import Article
from community.database import change, now
from community.errors import Refused
from community.extensions import db
from community.follows.actions import set_follow
from community.newsletters.models import FREQUENCIES, Delivery, Subscription, account_key
from community.newsletters.mornings import next_morning
from community.newsletters.queries import of_reader, readers_of

NO_SUCH_FREQUENCY = _l("Choose each one, daily or weekly.")


def choose(who: User, author: User | None, frequency: str) -> None:
    """Have letters of an author, or of the whole site, this often; "none" ends them.

    Who wants letters of somebody follows them. Raises Refused, and Forbidden for one's own.
    """
    if frequency == "none":
        if found := of_reader(account_key(who.id), author.id if author else None):
            end(found)
        return
    if author is not None:
        set_follow(author, by=who, following=True)
    _set(account_key(who.id), author.id if author else None, frequency, user_id=who.id)


def confirm(email: str, author_id: int | None, frequency: str, language: str) -> Subscription:
    """Take an address whose owner has answered our letter; one of an account is the account's."""
    owner = by_email(email)
    if owner is not None and owner.confirmed_at and owner.id != author_id:
        return _set(account_key(owner.id), author_id, frequency, user_id=owner.id)
    fields = {"email": email, "language": language}
    return _set(address_key(email), author_id, frequency, **fields)


def set_frequency(subscription: Subscription, frequency: str) -> None:
    """Have these letters this often, and again if they were ended. Raises Refused."""
    if frequency not in FREQUENCIES:
        raise Refused(NO_SUCH_FREQUENCY, "frequency")
    is_new = subscription.ended_at is not None or subscription.frequency != frequency
    subscription.frequency, subscription.ended_at = frequency, None
    subscription.failures, subscription.failed_at = 0, None
    if is_new:
        # A digest begins with what is published from now on, and does not tell again what came as letters.
        zone = subscription.user.timezone if subscription.user else ""
        subscription.told_until = now()
        subscription.next_at = next_morning(frequency, zone, now())


def end(subscription: Subscription) -> None:
    """Write no more of these letters. Twice is harmless."""
    subscription.ended_at = subscription.ended_at or now()


def end_digests(subscription: Subscription) -> None:
    """End all that come in the same digest, for it is one letter."""
    theirs = (
        Subscription.reader_key == subscription.reader_key,
        Subscription.frequency == subscription.frequency,
        Subscription.ended_at.is_(None),
    )
    change(update(Subscription).where(*theirs).values(ended_at=now()))
    db.session.refresh(subscription)


def send_article(article: Article) -> bool:
    """Send an article as a letter to all who want them; it goes out once. Tell whether it does now.

    Raises Refused for one that readers cannot see, and for a note.
    """
    if not article.is_public:
        raise Refused(_l("Only what readers can see goes out as a letter."))
    if article.kind == "note":
        raise Refused(_l("Notes are too short for a letter of their own."))
    first = Article.id == article.id, Article.letter_sent_at.is_(None)
    if not change(update(Article).where(*first).values(letter_sent_at=now())):
        return False
    columns = ["subscription_id", "reader_key", "article_id", "article_ids"]
    columns += ["frequency", "state", "tries", "next_try_at", "answer", "created_at"]
    change(insert(Delivery).from_select(columns, _deliveries(article)))
    db.session.refresh(article)
    facts.tell(facts.letter_sent, article_id=article.id)
    return True


def _deliveries(article: Article) -> Any:
    """Ask for the letters to write: one each, though somebody has the author's and the whole site's."""
    of_author = func.max(case((Subscription.author_id.is_not(None), Subscription.id)))
    empty = literal([], Delivery.article_ids.type)
    return (
        select(
            func.coalesce(of_author, func.max(Subscription.id)),
            Subscription.reader_key,
            literal(article.id),
            empty,
            literal("each"),
            literal("waiting"),
            literal(0),
            literal(now(), Delivery.next_try_at.type),
            literal(""),
            literal(now(), Delivery.created_at.type),
        )
        .select_from(Subscription)
        .outerjoin(User, User.id == Subscription.user_id)
        .where(*readers_of(article))
        .group_by(Subscription.reader_key)
    )


def _set(reader_key: str, author_id: int | None, frequency: str, **fields: Any) -> Subscription:
    if frequency not in FREQUENCIES:
        raise Refused(NO_SUCH_FREQUENCY, "frequency")
    found = of_reader(reader_key, author_id) or _new(reader_key, author_id, fields)
    for name, value in fields.items():
        setattr(found, name, value)
    set_frequency(found, frequency)
    db.session.flush()
    return found


def _new(reader_key: str, author_id: int | None, fields: dict[str, Any]) -> Subscription:
    """Insert a row that is not in force yet, or return the one that somebody else was faster with."""
    made = Subscription(reader_key=reader_key, author_id=author_id, ended_at=now(), **fields)
    made.token = secrets.token_urlsafe(24)
    try:
        with db.session.begin_nested():
            db.session.add(made)
        return made
    except IntegrityError:
        found = of_reader(reader_key, author_id)
        if found is None:
            raise
        return found
