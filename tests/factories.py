"""Things that stories begin with: people, articles, comments, made through the slices' own actions.

What a test does not name is filled in plausibly, so that it names only what it is about.
"""

import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher

from community import facts
from community.accounts.models import NEWCOMER_COMMENTS, User
from community.articles import actions as articles
from community.articles.models import Article
from community.comments import actions as comments
from community.comments.models import Comment
from community.database import now
from community.extensions import db
from community.sessions import Session, hash_token
from community.text.names import look_alike_key

PASSWORD = "a pot of oolong for two"


def make_user(username: str, *, role: str = "reader", **fields: Any) -> User:
    """Make a confirmed account that is known by now; its password is PASSWORD."""
    user = User(
        username=username,
        username_key=look_alike_key(username),
        email=fields.pop("email", f"{username}@example.org"),
        email_key=f"{username}@example.org",
        password_hash=_password_hash(),
        role=role,
        approved_comment_count=fields.pop("approved_comment_count", NEWCOMER_COMMENTS),
        created_at=fields.pop("created_at", now() - timedelta(days=90)),
        confirmed_at=fields.pop("confirmed_at", now() - timedelta(days=90)),
        reads=fields.pop("reads", ["en"]),
        **fields,
    )
    db.session.add(user)
    return kept(user)


def make_newcomer(username: str, **fields: Any) -> User:
    """Make an account of yesterday, none of whose comments has been approved yet."""
    yesterday = now() - timedelta(days=1)
    fields = {"created_at": yesterday, "confirmed_at": yesterday} | fields
    return make_user(username, approved_comment_count=0, **fields)


def make_article(
    *,
    by: User,
    title: str = "A cup of tea for the road",
    body: str = "Somebody put the kettle on, and everybody stayed.",
    published_at: datetime | None = None,
    **words: Any,
) -> Article:
    """Make an article that has been public since yesterday, or since or from another moment."""
    article = articles.write(by=by, title=title, body=body, **words)
    articles.publish(article, by=by, at=published_at or ago(days=1))
    return kept(article)


def make_comment(
    article: Article,
    *,
    by: User,
    body: str = "That was a good read.",
    parent_id: int | None = None,
    language: str = "",
    **fields: Any,
) -> Comment:
    """Post a comment; what else is named (`created_at`, `like_count`) is set afterwards."""
    comment = comments.post(article, body=body, by=by, parent_id=parent_id, language=language)
    for name, value in fields.items():
        setattr(comment, name, value)
    return kept(comment)


def make_session(user_id: int | None) -> str:
    """Sign someone in without asking for the password; return the token for the cookie."""
    token = secrets.token_urlsafe(32)
    data = {"_user_id": str(user_id), "_fresh": True}
    db.session.add(Session(token_hash=hash_token(token), user_id=user_id, data=data))
    db.session.commit()
    return token


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
