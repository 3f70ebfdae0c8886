"""What an author sets for an article beside its words: who may talk under it, where it was first."""

from typing import Any

from flask_babel import lazy_gettext as _l

from community.articles.models import Article
from community.errors import Refused
from community.extensions import db
from community.text.language import detect
from community.text.links import is_safe_address
from community.text.plain import clean_line, clean_text

MAX_CLOSE_DAYS = 3650
MAX_THREAD_NOTE = 500
COMMENTS = ("open", "closed")


def set_house(
    article: Article,
    *,
    comments: str,
    close_after_days: int,
    thread_note: str,
    canonical_url: str,
    hint: str = "",
) -> None:
    """Set how a thread goes for its author, and the address of the original. Twice is harmless.

    Raises Refused for a choice that is none, for days beyond ten years, and for an address that
    cannot be linked.
    """
    address = clean_line(canonical_url)
    if comments not in COMMENTS:
        raise Refused(_l("Choose one of the list."), "comments")
    if not 0 <= close_after_days <= MAX_CLOSE_DAYS:
        raise Refused(_l("Between 0 and 3,650 days."), "close_after_days")
    if address and not (address.startswith(("http://", "https://")) and is_safe_address(address)):
        raise Refused(_l("Write the whole address, with https:// before it."), "canonical_url")
    note = clean_text(thread_note)[:MAX_THREAD_NOTE]
    article.comments_closed = comments == "closed"
    article.close_after_days = close_after_days
    article.thread_note, article.thread_note_language = note, detect(note, hint=hint)
    article.canonical_url = address
    db.session.flush()


def house_of(article: Article) -> dict[str, Any]:
    """Return what is set, as the form shows it."""
    return {
        "comments": "closed" if article.comments_closed else "open",
        "close_after_days": article.close_after_days,
        "thread_note": article.thread_note,
        "canonical_url": article.canonical_url,
    }
