"""A service of the site's owner that looks at words when no check of ours has anything to say.

docs/screening.md describes what it is sent and what it may answer. It is asked before the database
writer's place is taken, never while it is held.
"""

import hashlib
import hmac
import json
import logging
import time
from collections.abc import Callable
from itertools import takewhile
from threading import Lock
from typing import Any

from flask import Flask, current_app

from community.config import Settings
from community.database import begin_writing, now
from community.extensions import db
from community.screening.exchange import Line, Unanswered
from community.screening.pipeline import CHECKS
from community.screening.policy import Policy
from community.screening.site_checks import heard
from community.screening.verdicts import HOLD, PUBLISH, REFUSE, Answer, Draft, Record
from community.text.plain import excerpt

MAX_REASON_CHARACTERS = 300
FAILURES_IN_A_ROW = 5
REST_SECONDS = 30
NAME = "screening service"
_BEFORE = tuple(takewhile(lambda check: check.ask is not heard, CHECKS))
_KINDS = CHECKS[len(_BEFORE)].kinds
log = logging.getLogger(__name__)


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions[NAME] = Service(settings) if settings.screen_url else None


def has_service() -> bool:
    """Tell whether there is a service to ask."""
    return _service() is not None


def ask(draft: Draft, record: Record) -> Answer | None:
    """Return what the service says of a draft, or what is set for when it fails; None without one.

    It may take as long as SCREEN_TIMEOUT_MS: call it with no transaction open.
    """
    service = _service()
    return service.ask(draft, record) if service else None


def ask_before_writing(draft: Draft, record: Record, policy: Policy) -> Answer | None:
    """Commit, ask the service if no check of ours decides, and take the writer's place.

    What was loaded before is loaded anew afterwards. Words that a check of ours has decided about count
    as unanswered, should it think better of them a moment later.
    """
    service = _service()
    answer = service.unanswered if service else None
    is_asked = is_undecided(draft, record, policy)
    db.session.commit()
    if is_asked:
        answer = ask(draft, record)
    db.session.expire_all()
    begin_writing()
    return answer


def is_undecided(draft: Draft, record: Record, policy: Policy) -> bool:
    """Tell whether the checks come as far as the service: none before it has anything to say."""
    if draft.kind not in _KINDS:
        return False
    return not any(
        check.ask(draft, record, policy) for check in _BEFORE if draft.kind in check.kinds
    )


def _service() -> "Service | None":
    return current_app.extensions[NAME]


class Breaker:
    """Leaves a service alone for a while after some failures in a row; then lets one try."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._again_at = 0.0

    def lets_through(self) -> bool:
        with self._lock:
            if self._failures < FAILURES_IN_A_ROW:
                return True
            if self._clock() < self._again_at:
                return False
            # The others go on resting until this one is back.
            self._again_at = self._clock() + REST_SECONDS
            return True

    def note(self, *, is_failure: bool) -> None:
        with self._lock:
            self._failures = self._failures + 1 if is_failure else 0
            if self._failures >= FAILURES_IN_A_ROW:
                self._again_at = self._clock() + REST_SECONDS


class Service:
    """The service, as one process asks it."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self.unanswered = Answer(settings.screen_failure, is_failure=True)
        self._secret = settings.screen_secret.encode()
        self._line = Line(settings.screen_url, settings.screen_timeout_ms / 1000)
        self._breaker = Breaker(clock)

    def ask(self, draft: Draft, record: Record) -> Answer:
        if not self._breaker.lets_through():
            return self.unanswered
        body = question(draft, record)
        try:
            answer = read_answer(self._line.post(body, self._headers(body)))
        except Unanswered as problem:
            self._breaker.note(is_failure=True)
            log.warning("The screening service failed (%s): %s.", problem, self.unanswered.outcome)
            return self.unanswered
        self._breaker.note(is_failure=False)
        return answer

    def _headers(self, body: bytes) -> dict[str, str]:
        timestamp = str(int(time.time()))
        return {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": "Teahouse",
            "Teahouse-Timestamp": timestamp,
            "Teahouse-Signature": f"sha256={signature(self._secret, timestamp, body)}",
        }


def signature(secret: bytes, timestamp: str, body: bytes) -> str:
    return hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def question(draft: Draft, record: Record) -> bytes:
    """Return what is sent of a draft: its words and how new their writer is, no names or addresses."""
    asked = {
        "kind": draft.kind,
        "text": draft.body,
        "language": draft.language,
        "article": draft.place_id or None,
        "author": {"age_days": record.age.days, "is_newcomer": record.is_newcomer},
        "sent_at": now().isoformat(timespec="seconds"),
    }
    return json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace")


def read_answer(body: bytes) -> Answer:
    """Read `{"verdict": …, "reason": …}`. Raises Unanswered for anything else."""
    try:
        told: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unanswered("no JSON") from error
    if not isinstance(told, dict):
        raise Unanswered("JSON of another shape")
    outcome, reason = told.get("verdict"), told.get("reason")
    if outcome not in (PUBLISH, HOLD, REFUSE):
        raise Unanswered("a verdict that is none")
    if not isinstance(reason, str | None):
        raise Unanswered("a reason that is no text")
    return Answer(outcome, excerpt(reason or "", MAX_REASON_CHARACTERS))
