"""Letters to those who gave notice of something illegal, where they left an address."""

import logging
from typing import Any

from community import facts, letters
from community.accounts.addresses import address_key, post_address
from community.errors import TooMany
from community.extensions import db
from community.moderation import legal, legal_queries
from community.moderation.desk_models import LegalNotice
from community.moderation.models import Decision
from community.moderation.rules import RULES
from community.web.limits import hit

log = logging.getLogger(__name__)


def connect() -> None:
    legal.notice_received.connect(confirm)
    facts.decision_made.connect(tell_notifiers)


def confirm(_sender: Any, notice_id: int) -> None:
    """Tell that a notice has come in. Anyone may type anyone's address, so few go to one."""
    notice = legal_queries.by_id(notice_id)
    if notice is None or not notice.email or not _may_write(notice.email):
        return
    _write("legal_received", notice, hours=legal_queries.promised_hours())


def tell_notifiers(_sender: Any, decision_id: int) -> None:
    """Tell what was decided about the notices that this decision answered."""
    decision = db.session.get(Decision, decision_id)
    if decision is None:
        return
    for notice in legal_queries.answered_by(decision_id):
        if notice.email:
            _write("legal_decided", notice, decision=decision, rule=RULES.get(decision.rule))


def _write(letter: str, notice: LegalNotice, **context: Any) -> None:
    """Write one letter. One that cannot be written takes no other with it."""
    try:
        letters.send(letter, post_address(notice.email), notice.language, notice=notice, **context)
    except Exception:
        log.exception("A letter about notice %s could not be written.", notice.reference)


def _may_write(email: str) -> bool:
    try:
        hit("letter", "legal", address_key(email))
    except TooMany:
        return False
    return True
