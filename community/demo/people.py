"""The accounts of the story, each known to be of the demo."""

from collections.abc import Mapping
from itertools import chain, count
from typing import Any

from sqlalchemy import insert

from community.accounts.addresses import address_key
from community.accounts.models import User
from community.accounts.queries import by_email, by_look
from community.demo.clock import Clock
from community.demo.illustrations import Drawn
from community.demo.story import Person, Story
from community.extensions import db
from community.text.markup import VERSION, render_bio
from community.text.names import look_alike_key
from community.text.slugs import slugify


def add_people(
    story: Story, drawn: Mapping[str, Drawn], password_hash: str, clock: Clock
) -> tuple[dict[str, int], dict[str, str]]:
    """Open the accounts; return ids and usernames, both by the name in the story."""
    names = {person.username: _free_name(person.username) for person in story.people}
    rows = [
        _row(person, names[person.username], drawn, clock) | {"password_hash": password_hash}
        for person in story.people
    ]
    added = insert(User).returning(User.id, sort_by_parameter_order=True)
    return dict(zip(names, db.session.scalars(added, rows), strict=True)), names


def _free_name(name: str) -> str:
    """Return the name, or with a number where somebody else looks like that already."""
    candidates = chain([name], (f"{name}_{number}" for number in count(2)))
    return next(one for one in candidates if not by_look(one) and not by_email(_address(one)))


def _address(name: str) -> str:
    return f"{slugify(name)}@teahouse.example"


def _row(person: Person, name: str, drawn: Mapping[str, Drawn], clock: Clock) -> dict[str, Any]:
    joined = clock.at(person.joined)
    return {
        "username": name,
        "username_key": look_alike_key(name),
        "email": _address(name),
        "email_key": address_key(_address(name)),
        "role": person.role,
        "language": person.language,
        "reads": person.reads,
        "learning": person.learning,
        "bio": person.bio,
        "bio_html": str(render_bio(person.bio)),
        "bio_html_version": VERSION,
        "bio_language": person.bio_language,
        "face_key": drawn[person.face].key if person.face in drawn else "",
        "created_at": joined,
        "confirmed_at": joined,
        "is_demo": True,
    }
