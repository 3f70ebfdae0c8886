"""Things that stories begin with: people, articles, comments, made through the slices' own actions.

What a test does not name is filled in plausibly, so that it names only what it is about.
"""

import secrets
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from argon2 import PasswordHasher

from community import facts
from community.accounts.actions import add_account
from community.accounts.models import NEWCOMER_COMMENTS, User
from community.accounts.queries import by_login
from community.articles import actions as articles
from community.articles import publishing
from community.articles.models import Article
from community.comments import actions as comments
from community.comments import states
from community.comments.models import Comment
from community.database import now
from community.extensions import db
from community.sessions import Session, hash_token

PASSWORD = "a pot of oolong for two"
OF_THE_ARTICLE = frozenset(Article.__mapper__.columns.keys()) - {
    "body",
    "cover_ratio",
    "kind",
    "language",
    "slug",
    "summary",
    "title",
}
numbers = count(1)


def make_user(username: str, *, role: str = "reader", **fields: Any) -> User:
    """Make a confirmed account that is known by now; its password is PASSWORD.

    `fields` are columns of User. People were there before the story begins: no letter tells of it.
    """
    user = add_account(
        username=username,
        email=fields.pop("email", f"{username}@example.org"),
        password_hash=_password_hash(),
        language=fields.pop("language", "en"),
        role=role,
        confirmed=True,
    )
    user.created_at = user.confirmed_at = now() - timedelta(days=90)
    user.approved_comment_count = NEWCOMER_COMMENTS
    _set(user, fields)
    db.session.info.pop("facts", None)
    return kept(user)


def make_newcomer(username: str, **fields: Any) -> User:
    """Make an account of yesterday, none of whose comments has been approved yet."""
    yesterday = now() - timedelta(days=1)
    fields = {"created_at": yesterday, "confirmed_at": yesterday} | fields
    return make_user(username, **{"approved_comment_count": 0} | fields)


def make_article(*, by: User | None = None, state: str = "published", **fields: Any) -> Article:
    """Make an article, published a day ago unless told otherwise; by *wen* if by nobody named.

    `fields` are those of Manuscript (title, body, kind, tags, credits, cover_key…) and columns of
    Article (published_at, featured_at, like_count…).
    """
    author = by or by_login("wen") or make_user("wen", role="author")
    columns = {name: fields.pop(name) for name in list(fields) if name in OF_THE_ARTICLE}
    number = next(numbers)
    words = {"title": f"The story of cup {number}", "body": f"It was the {number}th cup."} | fields
    article = articles.write(by=author, **words)
    if state != "draft":
        moment = columns.setdefault("published_at", ago(days=1))
        publishing.publish(article, by=author, at=moment)
        article.state = state
    _set(article, columns)
    return kept(article)


def make_comment(
    article: Article, *, by: User | None = None, state: str = "", rule: str = "spam", **fields: Any
) -> Comment:
    """Make a comment; by *mei* if by nobody named. It stands as the screening decides, or in `state`.

    `fields` are those of comments.actions.post (body, parent_id, language) and columns of Comment
    (created_at, like_count…).
    """
    writer = by or by_login("mei") or make_user("mei", language="zh-Hans")
    words = {name: fields.pop(name) for name in ("parent_id", "language") if name in fields}
    body = fields.pop("body", f"Cup {next(numbers)} was good.")
    comment = comments.post(article, body=body, by=writer, **words)
    if state == "published":
        states.approve(comment)
    elif state == "held":
        states.hold(comment, check="newcomers")
    elif state == "removed":
        states.remove(comment, rule=rule)
    elif state == "deleted":
        comments.delete(comment, by=writer)
    _set(comment, fields)
    return kept(comment)


def make_session(user_id: int | None) -> str:
    """Sign someone in without asking for the password; return the token for the cookie."""
    token = secrets.token_urlsafe(32)
    data = {"_user_id": str(user_id), "_fresh": True}
    db.session.add(Session(token_hash=hash_token(token), user_id=user_id, data=data))
    db.session.commit()
    return token


def _set(thing: Any, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        assert name in thing.__mapper__.columns, f"{type(thing).__name__} has no {name}"
        setattr(thing, name, value)


def kept(thing: Any) -> Any:
    """Commit what was made, let the facts about it be heard, and return it."""
    db.session.commit()
    facts.deliver()
    return thing


def ago(**duration: float) -> datetime:
    """Return the moment that was so long ago: `ago(days=2)`."""
    return now() - timedelta(**duration)


@cache
def _password_hash() -> str:
    """Return the hash of PASSWORD, made once: hashing is slow on purpose."""
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
