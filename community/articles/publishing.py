"""What readers see of articles: publish, withdraw, release, take down, feature."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from community.accounts.counts import count_approved
from community.accounts.models import User
from community.articles.holding import held_back, hold, take_back
from community.articles.models import Article, writing_of
from community.database import now
from community.errors import Forbidden, Refused
from community.extensions import db
from community.facts import article_published, tell
from community.permissions import may
from community.screening.cases import close_case, wake
from community.screening.verdicts import AT_ONCE, Sending
from community.text.plain import is_blank


def publish(
    article: Article, *, by: User, at: datetime | None = None, sending: Sending = AT_ONCE
) -> None:
    """Let readers see an article, now or from a moment on. What was public before keeps its date.

    `sending` is how its words came. Raises Refused for one without title or words, and for one that a
    moderator removed; Forbidden for a kind that this person may not write; of a reader's note whatever
    the screening has against it.
    """
    check_kind(article.kind, by)
    _refuse_removed(article)
    if is_blank(article.title):
        raise Refused(_l("A title is missing."), "title")
    if is_blank(article.body):
        raise Refused(_l("There are no words yet."), "body")
    if article.is_public:
        if at is not None and at > now():
            raise Refused(_l("It is public already. Unpublish it first."), "publish_at")
        return
    if not held_back(article, by, sending):
        _let_appear(article, at)


def _let_appear(article: Article, at: datetime | None = None) -> None:
    was_public = article.published_at is not None and not article.is_scheduled
    article.published_at = at or (article.published_at if was_public else now())
    article.state = "published"
    # What an import dates back was not revised since.
    article.updated_at = min(article.updated_at, at or article.updated_at)
    db.session.flush()
    wake(article_id=article.id)
    if not article.is_scheduled and not was_public:
        tell(article_published, article_id=article.id)


def withdraw(article: Article, *, by: User) -> None:
    """Make an article a draft again. Raises Refused for one that a moderator removed."""
    _refuse_removed(article)
    was_scheduled = article.is_scheduled
    article.state = "draft"
    if was_scheduled:
        article.published_at = None
    take_back(article)
    db.session.flush()


def release(article: Article) -> None:
    """Let readers see what a moderator has read, or has removed before. Twice is harmless."""
    if article.state == "published":
        return
    was_held = bool(article.held_by)
    article.held_by = ""
    close_case(article_id=article.id)
    _let_appear(article)
    if was_held:
        count_approved(article.author_id, 1)


def take_down(article: Article) -> None:
    """Remove an article. Twice is harmless."""
    article.state, article.held_by = "removed", ""
    close_case(article_id=article.id)
    db.session.flush()


def put_as_before(article: Article, before: Mapping[str, Any]) -> None:
    """Let an article stand as it did before a decision."""
    state, held_by = before["state"], before.get("held_by", "")
    if held_by:
        hold(article, held_by)
        if article.published_at is not None:
            count_approved(article.author_id, -1)
    elif state == "published":
        release(article)
    else:
        article.state = state
    db.session.flush()


def feature(article: Article, *, featured: bool) -> None:
    """Put a public article forward on the home page, or put it forward no more. Twice is harmless.

    Raises Refused for one that readers cannot see.
    """
    if featured and not article.is_public:
        raise Refused(_l("Only what readers can see is put forward."))
    if featured != (article.featured_at is not None):
        article.featured_at = now() if featured else None


def check_kind(kind: str, by: User) -> None:
    """Raise Forbidden for a kind that this person may not write."""
    if not may(by, writing_of(kind)):
        raise Forbidden


def _refuse_removed(article: Article) -> None:
    if article.is_removed:
        raise Refused(_l("A moderator removed this. It can be changed, but not published."))
