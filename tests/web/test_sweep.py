"""What guests leave behind does not add up."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError

from community import sessions
from community.accounts import events, tokens
from community.accounts.models import AccountToken, SecurityEvent
from community.database import now
from community.extensions import db
from community.sessions import Session
from tests.factories import make_article


def sessions_kept():
    return db.session.scalar(select(func.count(Session.id)))


def begin(user_id, **days):
    moment = now() - timedelta(**days)
    row = {"user_id": user_id, "data": {}, "created_at": moment, "seen_at": moment}
    db.session.add(Session(token_hash=f"{user_id}{days}", **row))
    db.session.commit()


def test_sessions_whose_time_is_over_are_swept_away(guest, mei, monkeypatch):
    monkeypatch.setattr(sessions, "BEGUN_PER_SWEEP", 1)
    for user_id, days in ((None, 2), (mei.id, 8), (mei.id, 2)):
        begin(user_id, days=days)
    guest.visits("/sign-in")
    assert sessions_kept() == 3  # Mei's two that live, and the guest's own.


def test_what_is_endless_is_not_kept(guest, wen):
    fields = {f"field{number}": "x" * 200_000 for number in range(9)}
    guest.is_sent_to_sign_in(f"{make_article(by=wen.user).url}/comments", **fields)
    assert not [one for one in db.session.scalars(select(Session)) if "kept" in one.data]


def test_security_events_are_kept_for_a_year(tom, monkeypatch):
    for days in (366, 364):
        moment = now() - timedelta(days=days)
        db.session.add(SecurityEvent(user_id=tom.id, kind=f"{days} days", created_at=moment))
    events.note(None, "sign_in_failed", events.Place())
    monkeypatch.setattr(events, "NOTED_PER_SWEEP", 1)
    events.note(tom.id, "signed_in", events.Place())
    kinds = db.session.scalars(select(SecurityEvent.kind).order_by(SecurityEvent.id)).all()
    assert kinds == ["364 days", "sign_in_failed", "signed_in"]


def test_security_events_cannot_be_changed_but_go_with_their_account(tom):
    events.note(tom.id, "signed_in", events.Place())
    db.session.commit()
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.execute(update(SecurityEvent).values(kind="nothing"))
    db.session.rollback()
    db.session.delete(tom.user)
    db.session.commit()
    assert db.session.scalar(select(func.count(SecurityEvent.id))) == 0


def test_links_whose_time_is_over_go_with_the_next_letter_to_anyone(tom, mei):
    tokens.issue(tom.user, "confirm", tom.user.email)
    db.session.execute(update(AccountToken).values(expires_at=now() - timedelta(days=1)))
    tokens.issue(mei.user, "reset", mei.user.email)
    assert db.session.scalars(select(AccountToken.user_id)).all() == [mei.id]
