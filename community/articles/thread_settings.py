"""How comments come to appear under one article, and how often one person may say something there."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l

from community.articles.models import THREAD_MODES, Article
from community.database import now
from community.errors import Refused
from community.extensions import db


def set_thread(
    article: Article, *, mode: str, slow_seconds: int, slow_hours: int | None = None
) -> None:
    """Set mode and slow mode of a thread; slow mode ends by itself. Twice is harmless.

    Raises Refused for a mode that is none, and for slow mode without an end.
    """
    if mode not in THREAD_MODES:
        raise Refused(_l("Choose one of the list."), "mode")
    if slow_seconds and not slow_hours:
        raise Refused(_l("For how many hours? It ends by itself."), "slow_hours")
    article.thread_mode = mode
    article.slow_seconds = slow_seconds
    article.slow_until = now() + timedelta(hours=slow_hours or 0) if slow_seconds else None
    db.session.flush()
