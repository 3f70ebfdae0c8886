"""Sessions kept in the database, so that they can be listed, ended, and end at sign-out for good.

The cookie holds a random token, the database its SHA-256. A session is written only when something
is kept in it, so that a guest who reads leaves no row.
"""

import hashlib
import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import JSON, ForeignKey, delete, insert, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import CallbackDict

from community.database import UtcDateTime, begin_writing, change, now
from community.extensions import db

LIFETIME = timedelta(days=30)
IDLE_LIFETIME = timedelta(days=7)
GUEST_LIFETIME = timedelta(days=1)
SEEN_EVERY = timedelta(minutes=10)
# One session that begins in so many sweeps those away whose time is over.
BEGUN_PER_SWEEP = 200
log = logging.getLogger(__name__)


class Session(db.Model):
    """One browser's session; `data` is what Flask's `session` holds, `user_id` who is signed in."""

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    device: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)


class KeptSession(CallbackDict[str, Any], SessionMixin):
    """What Flask's `session` is here: a dictionary that knows its row and when to change it."""

    def __init__(self, row: Any = None, token: str = "") -> None:
        def note_change(_self: Any) -> None:
            self.modified = True

        super().__init__(row.data if row else None, note_change)
        self.row_id: int | None = row.id if row else None
        self.seen_at: datetime | None = row.seen_at if row else None
        self.token = token
        self.new = row is None
        self.modified = False
        self.is_renewed = False

    def renew(self) -> None:
        """Forget everything and go on under a new token: at sign-in and at sign-out."""
        self.clear()
        self.is_renewed = True


class DatabaseSessions(SessionInterface):
    """Reads the session at the start of a request; writes it after the request's own commit."""

    def get_cookie_name(self, app: Flask) -> str:
        return "__Host-teahouse" if app.config["SESSION_COOKIE_SECURE"] else "teahouse"

    def open_session(self, app: Flask, request: Request) -> KeptSession:
        token = request.cookies.get(self.get_cookie_name(app), "")
        if not token or request.endpoint in app.config["PAGES_WITHOUT_SESSION"]:
            return KeptSession()
        try:
            row = _row_of(token)
        except OperationalError:  # The view will meet it again, and answer 503.
            db.session.rollback()
            return KeptSession()
        return KeptSession(row, token) if row else KeptSession()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        assert isinstance(session, KeptSession)
        try:
            self._save(app, session, response)
        except OperationalError:
            db.session.rollback()
            log.exception("A session could not be kept.")

    def _save(self, app: Flask, session: KeptSession, response: Response) -> None:
        if session.is_renewed or (not session and session.modified):
            self._end(app, session, response)
        if session and (session.row_id is None or session.is_renewed):
            if session.modified:
                self._begin(app, session, response)
        elif session and (session.modified or _is_stale(session.seen_at)):
            self._keep(session)

    def _begin(self, app: Flask, session: KeptSession, response: Response) -> None:
        session.token = secrets.token_urlsafe(32)
        _write(
            insert(Session).values(
                token_hash=hash_token(session.token),
                user_id=_user_id(session),
                data=dict(session),
                device=request.user_agent.string[:300],
                address=request.remote_addr or "",
                created_at=now(),
                seen_at=now(),
            )
        )
        if secrets.randbelow(BEGUN_PER_SWEEP) == 0:
            begin_writing()
            sweep_sessions()
            db.session.commit()
        response.set_cookie(
            self.get_cookie_name(app),
            session.token,
            max_age=LIFETIME if session.permanent else None,
            secure=app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
            path="/",
        )

    def _keep(self, session: KeptSession) -> None:
        values: dict[str, Any] = {"seen_at": now()}
        if session.modified:
            values["data"] = dict(session)
        _write(update(Session).where(Session.id == session.row_id).values(**values))

    def _end(self, app: Flask, session: KeptSession, response: Response) -> None:
        if session.row_id is not None:
            _write(delete(Session).where(Session.id == session.row_id))
        if session.token and not session:
            name = self.get_cookie_name(app)
            response.delete_cookie(name, secure=name.startswith("__"), httponly=True)


def hash_token(token: str) -> str:
    """Return the SHA-256 of a random token, as it is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def sessions_of(user_id: int) -> list[Session]:
    """Return a person's living sessions, the last seen first."""
    return list(
        db.session.scalars(
            select(Session)
            .where(Session.user_id == user_id, *_is_alive())
            .order_by(Session.seen_at.desc())
        )
    )


def end_sessions(user_id: int, *, only: int | None = None, but: int | None = None) -> int:
    """End a person's sessions: one of them, all but one, or all. Returns how many ended."""
    ended = delete(Session).where(Session.user_id == user_id)
    if only is not None:
        ended = ended.where(Session.id == only)
    if but is not None:
        ended = ended.where(Session.id != but)
    return change(ended)


def sweep_sessions() -> int:
    """Delete the sessions whose time is over, guests' after a day. Returns how many."""
    over = (Session.created_at < now() - LIFETIME) | (Session.seen_at < now() - IDLE_LIFETIME)
    guests = Session.user_id.is_(None) & (Session.seen_at < now() - GUEST_LIFETIME)
    return change(delete(Session).where(over | guests))


def _row_of(token: str) -> Any:
    found = select(Session.id, Session.data, Session.seen_at)
    is_it = Session.token_hash == hash_token(token)
    return db.session.execute(found.where(is_it, *_is_alive())).first()


def _is_alive() -> tuple[Any, Any]:
    return Session.created_at > now() - LIFETIME, Session.seen_at > now() - IDLE_LIFETIME


def _is_stale(seen_at: datetime | None) -> bool:
    return seen_at is not None and now() - seen_at > SEEN_EVERY


def _user_id(session: KeptSession) -> int | None:
    return int(session["_user_id"]) if "_user_id" in session else None


def _write(statement: Any) -> None:
    """Run one statement in a transaction of its own."""
    begin_writing()
    db.session.execute(statement)
    db.session.commit()
