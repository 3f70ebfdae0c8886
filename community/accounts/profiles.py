"""Writes of what a person says of themselves: bio, pictures, languages."""

from typing import Any

from sqlalchemy import select

from community import facts
from community.accounts.models import User
from community.extensions import db
from community.text.language import detect
from community.text.markup import VERSION, render_bio
from community.text.plain import clean_text


def set_bio(user: User, bio: str, language: str = "") -> None:
    """Keep a bio and its HTML. Without a language the bio itself tells it."""
    user.bio = clean_text(bio)
    user.bio_html = str(render_bio(user.bio))
    user.bio_html_version = VERSION
    user.bio_language = language or detect(user.bio, hint=user.language)


def as_typed(user: User) -> dict[str, Any]:
    """Return what the form of a profile shows. A language that was detected stays to be detected."""
    detected = user.bio_language in ("und", detect(user.bio, hint=user.language))
    return {
        "bio": user.bio_held or user.bio,
        "bio_language": "" if detected else user.bio_language,
        "reads": user.reads,
        "learning": user.learning,
    }


def reclean_bios(batch: int = 200) -> int:
    """Render anew some bios that an older cleaner rendered; return how many, 0 when all are new."""
    old = select(User).where(User.bio_html_version != VERSION, User.bio != "").limit(batch)
    users = list(db.session.scalars(old))
    for user in users:
        user.bio_html, user.bio_html_version = str(render_bio(user.bio)), VERSION
    db.session.flush()
    return len(users)


def set_languages(user: User, *, reads: list[str], learning: str) -> None:
    """Keep which languages a person reads, in the order of the list, and the one they learn."""
    user.reads = list(dict.fromkeys(reads))
    user.learning = learning


def take_down(user: User) -> dict[str, str]:
    """Empty a profile; return what it said and showed, for `put_back`."""
    names = ("bio", "bio_language", "bio_held", "face_key", "cover_key")
    kept = {name: getattr(user, name) for name in names}
    user.bio = user.bio_html = user.bio_held = user.face_key = user.cover_key = ""
    for key in {kept["face_key"], kept["cover_key"]} - {""}:
        facts.tell(facts.picture_withheld, key=key)
    return kept


def release(user: User) -> None:
    """Let everyone read what a person wrote of themselves, once a moderator has read it."""
    if user.bio_held:
        set_bio(user, user.bio_held)
        user.bio_held = ""


def put_back(user: User, kept: dict[str, str]) -> None:
    """Give a profile back what was taken down, where its owner has not said something new."""
    if not user.bio and kept.get("bio"):
        set_bio(user, kept["bio"], kept["bio_language"])
    for name in ("face_key", "cover_key"):
        if kept.get(name) and not getattr(user, name):
            setattr(user, name, kept[name])
            facts.tell(facts.picture_restored, key=kept[name])


def set_pictures(user: User, keys: dict[str, str]) -> None:
    """Set face and cover: a key is the new picture, "" is none; what is not named stays."""
    for name, key in keys.items():
        if (old := getattr(user, f"{name}_key")) and old != key:
            facts.tell(facts.picture_left, key=old)
        setattr(user, f"{name}_key", key)
