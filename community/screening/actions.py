"""Writes of the policy. What is kept in the processes is loaded anew once a version has risen."""

import secrets
from typing import Any

from sqlalchemy import delete, insert, update

from community.database import change
from community.extensions import db
from community.screening.models import PolicyValue
from community.screening.policy import DEFAULT


def set_policy(values: dict[str, Any]) -> dict[str, Any]:
    """Keep these values of the policy; return those that have changed, as name → value."""
    changed = {}
    for name, value in values.items():
        kept = db.session.get(PolicyValue, name)
        before = kept.value if kept else getattr(DEFAULT, name)
        if value == before:
            continue
        changed[name] = value
        db.session.execute(delete(PolicyValue).where(PolicyValue.name == name))
        if value != getattr(DEFAULT, name):
            db.session.execute(insert(PolicyValue).values(name=name, value=value))
    db.session.expire_all()
    return changed


def raise_version(name: str) -> None:
    """Tell all processes that rules or lessons have changed, once this is committed.

    A version is a name that no other has had: a database that is put back has an old one again.
    """
    version = secrets.token_hex(8)
    raised = update(PolicyValue).where(PolicyValue.name == name).values(value=version)
    if not change(raised, synchronize_session=False):
        db.session.execute(insert(PolicyValue).values(name=name, value=version))
