"""Writes of what moderators note about a person, for one another."""

from flask_babel import lazy_gettext as _l

from community.accounts.models import User
from community.errors import NotFound, Refused
from community.extensions import db
from community.moderation import log
from community.moderation.desk_models import AccountNote
from community.text.language import detect
from community.text.plain import clean_text, is_blank


def add_note(person: User, *, by: User, text: str) -> AccountNote:
    """Keep a note. Raises Refused for a blank one. What it says stays out of the log."""
    text = clean_text(text)
    if is_blank(text):
        raise Refused(_l("Please write something first."), "text")
    note = AccountNote(
        user_id=person.id, by_id=by.id, text=text, language=detect(text, by.language)
    )
    db.session.add(note)
    db.session.flush()
    log.note("account_note", by_id=by.id, subject=f"user:{person.id}")
    return note


def delete_note(note: AccountNote | None, *, by: User) -> None:
    """Delete a note of one's own. Raises NotFound for another one's, and for one that is gone."""
    if note is None or note.by_id != by.id:
        raise NotFound
    log.note("account_note_deleted", by_id=by.id, subject=f"user:{note.user_id}")
    db.session.delete(note)
    db.session.flush()
