"""What guests leave behind does not add up."""

from datetime import timedelta

from sqlalchemy import func, select

from community import sessions
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
