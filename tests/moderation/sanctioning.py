"""What stories about sanctions have in common: how one is decided, and what became of it."""

from sqlalchemy import select

from community.extensions import db
from community.moderation.models import Decision

NOTE = "Please be gentle."


def sanctions(moderator, kind, status=303, who="mei", **fields):
    """Decide about somebody's account, by the form on their page; return the page that follows."""
    asked = {"sanction": kind, "rule": "kind", "note": NOTE} | fields
    return moderator.submits(f"/moderation/users/{who}", status, **asked)


def the_decision():
    """Return the last decision."""
    return db.session.scalars(select(Decision).order_by(Decision.id.desc())).first()


def comments(person, article, status, body="A good cup of tea."):
    return person.submits(f"{article.url}/comments", status, body=body)
