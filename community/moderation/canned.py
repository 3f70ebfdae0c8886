"""Ready texts: words to an author that moderators need again and again, in both languages."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from community.accounts.models import User
from community.errors import Refused
from community.extensions import db
from community.moderation import log
from community.moderation.desk_models import CannedText
from community.text.plain import is_blank

MAX_CHARACTERS = 1_000


def all_texts() -> list[Any]:
    """Return the ready texts by their titles."""
    columns = (
        CannedText.id,
        CannedText.title,
        CannedText.rule,
        CannedText.text_en,
        CannedText.text_zh,
    )
    return list(db.session.execute(select(*columns).order_by(CannedText.title)))


def text_by_id(text_id: int) -> CannedText | None:
    return db.session.get(CannedText, text_id)


def with_canned(note: str, canned_id: int | None, language: str) -> str:
    """Return a note with a ready text before it, in the language of its reader."""
    text = db.session.get(CannedText, canned_id) if canned_id else None
    if text is None:
        return note
    ready = text.text_zh if language.startswith("zh") else text.text_en
    return f"{ready}\n\n{note}".strip()


def keep_text(text_id: int | None, *, by: User, **words: str) -> CannedText | None:
    """Add a ready text, or change one; None if it is gone.

    Raises Refused for a title that is taken, and for words of nothing but blanks.
    """
    for name in ("title", "text_en", "text_zh"):
        if is_blank(words[name]):
            raise Refused(_l("This is still missing."), name)
    twin = db.session.scalar(select(CannedText).where(CannedText.title == words["title"]))
    if twin is not None and twin.id != text_id:
        raise Refused(_l("There is a text with this title already."), "title")
    text = db.session.get(CannedText, text_id) if text_id else CannedText()
    if text is None:
        return None
    for name, value in words.items():
        setattr(text, name, value)
    text.by_id = by.id
    db.session.add(text)
    db.session.flush()
    log.note("text_kept", by_id=by.id, subject=f"text:{text.id}", title=text.title)
    return text


def drop_text(text_id: int, *, by: User) -> None:
    """Delete a ready text. Twice is harmless."""
    text = db.session.get(CannedText, text_id)
    if text is not None:
        log.note("text_dropped", by_id=by.id, subject=f"text:{text_id}", title=text.title)
        db.session.delete(text)
        db.session.flush()
