"""Reads of subscriptions and deliveries."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from community.accounts.models import User
from community.errors import NotFound
from community.extensions import db
from community.newsletters.models import Delivery, Subscription, account_key

Other = aliased(Subscription)


class Figures(NamedTuple):
    """How an article does as a letter: to how many, and how many of these have it, or never will."""

    total: int = 0
    sent: int = 0
    waiting: int = 0
    failed: int = 0


def by_token(token: str) -> Subscription:
    """Return the subscription whose letters hold this link. Raises NotFound."""
    whose = joinedload(Subscription.author), joinedload(Subscription.user)
    query = select(Subscription).where(Subscription.token == token).options(*whose)
    found = None if "\x00" in token else db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def of_reader(reader_key: str, author_id: int | None) -> Subscription | None:
    """Return the row of a reader and an author, or the whole site; one that was ended as well."""
    of_author = (
        Subscription.author_id == author_id if author_id else Subscription.author_id.is_(None)
    )
    return db.session.scalar(
        select(Subscription).where(Subscription.reader_key == reader_key, of_author)
    )


def frequency_for(who: User | None, author_id: int | None) -> str:
    """Return how often a reader with an account gets letters of an author; "" for never."""
    if who is None:
        return ""
    found = of_reader(account_key(who.id), author_id)
    return found.frequency if found and not found.ended_at else ""


def all_of(who: User) -> list[Subscription]:
    """Return what an account gets letters of: the whole site first, then by name."""
    query = (
        select(Subscription)
        .outerjoin(User, User.id == Subscription.author_id)
        .where(Subscription.user_id == who.id, Subscription.ended_at.is_(None))
        .options(joinedload(Subscription.author))
        .order_by(Subscription.author_id.is_not(None), User.username)
    )
    return list(db.session.scalars(query))


def is_reached() -> ColumnElement[bool]:
    """Hold for subscriptions whose reader can be written to; joined with the reader's account.

    A bare address stands back for the account that has the same letters under it.
    """
    is_theirs = and_(User.confirmed_at.is_not(None), User.mail_stopped_at.is_(None))
    is_bare = Subscription.user_id.is_(None)
    return and_(Subscription.ended_at.is_(None), or_(is_bare, is_theirs))


def has_no_account() -> ColumnElement[bool]:
    """Hold unless this is a bare address, and the account that has it gets letters by itself."""
    owner = aliased(User)
    twin = (
        exists()
        .where(owner.email_key == Subscription.reader_key, Other.user_id == owner.id)
        .where(
            Other.ended_at.is_(None),
            or_(Other.author_id.is_(None), Other.author_id == Subscription.author_id),
        )
    )
    return or_(Subscription.user_id.is_not(None), ~twin)


def readers_of(article: Any) -> list[ColumnElement[bool]]:
    """Return the conditions of those who get an article as a letter of its own."""
    return [
        Subscription.frequency == "each",
        or_(Subscription.author_id == article.author_id, Subscription.author_id.is_(None)),
        # Nobody is written to about what they wrote themselves.
        or_(Subscription.user_id.is_(None), Subscription.user_id != article.author_id),
        is_reached(),
        has_no_account(),
    ]


def reader_count(article: Any) -> int:
    """Return how many would get this article as a letter."""
    query = (
        select(func.count(Subscription.reader_key.distinct()))
        .select_from(Subscription)
        .outerjoin(User, User.id == Subscription.user_id)
        .where(*readers_of(article))
    )
    return db.session.scalar(query) or 0


def figures_of(article_id: int) -> Figures:
    """Return how the letters of an article are doing."""
    query = (
        select(Delivery.state, func.count())
        .where(Delivery.article_id == article_id)
        .group_by(Delivery.state)
    )
    counts = {row[0]: int(row[1]) for row in db.session.execute(query)}
    waiting = counts.get("waiting", 0) + counts.get("taken", 0)
    sent, total = counts.get("sent", 0), sum(counts.values())
    return Figures(total, sent, waiting, total - sent - waiting)
