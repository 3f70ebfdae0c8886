"""Reports by readers: what they weigh, and what hides by itself when they add up."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError

from community import facts
from community.accounts.models import User
from community.comments import states as comments
from community.comments.models import Comment
from community.errors import NotFound, Refused
from community.extensions import db
from community.moderation.answers import case_of, count_reports
from community.moderation.models import Decision, Report
from community.moderation.queries import about, report_by, subject_of
from community.moderation.record import record
from community.moderation.rules import RULES
from community.screening.cases import add_report
from community.screening.queries import current_policy
from community.text.language import detect

REASON_NEEDED = _l("Name the house rule that it breaks.")
# A newcomer's word counts half; what readers said before makes it count more, or less.
NEWCOMER_WEIGHT = 0.5


def report(thing: Any, *, by: User, rule: str, note: str = "", network: str = "") -> Report:
    """Report a thing for a rule. A second report by the same person changes nothing.

    `network` names where it came from; further reports from there on the same thing weigh nothing.
    Raises Refused (422) for a rule that is none, NotFound for what its author has deleted.
    """
    if rule not in RULES:
        raise Refused(REASON_NEEDED, "rule")
    # Its author may be taking it down: then nobody would be left to answer.
    db.session.refresh(thing, with_for_update={"of": type(thing)})
    if getattr(thing, "state", "") == "deleted":
        raise NotFound
    if first := report_by(by, thing):
        return first
    made = Report(
        reporter_id=by.id,
        rule=rule,
        note=note,
        note_language=detect(note, by.language),
        network=network,
        weight=0.0 if _is_crowd(thing, network) else weight_of(by),
        **{subject_of(thing): thing.id},
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # The same person in another tab, a moment ago.
        return report_by(by, thing) or made
    count_reports(thing, 1)
    add_report(**case_of(thing), weight=made.weight)
    facts.tell(facts.thing_reported, report_id=made.id)
    if isinstance(thing, Comment):
        _hide_if_many(thing)
    return made


def weight_of(who: User) -> float:
    """Weigh a report by what became of the person's earlier ones: 1 at first, between 0 and 2 later."""
    accuracy = (who.upheld_count + 1) / (who.upheld_count + who.dismissed_count + 2)
    return round((NEWCOMER_WEIGHT if who.is_newcomer else 1.0) * 2 * accuracy, 3)


def _is_crowd(thing: Any, network: str) -> bool:
    """Tell whether this thing was reported from the same network already."""
    same = (about(Report, thing), Report.network == network, Report.state == "open")
    return bool(network) and bool(db.session.scalar(select(exists().where(*same))))


def _hide_if_many(comment: Comment) -> None:
    """Hide a comment that many report, until a moderator has read it; once read its words stay."""
    reports = (Report.comment_id == comment.id, Report.state == "open")
    score = db.session.scalar(select(func.sum(Report.weight)).where(*reports)) or 0
    if comment.state != "published" or score < current_policy().hide_score or _was_read(comment):
        return
    named = select(Report.rule).where(*reports).group_by(Report.rule)
    rule = db.session.scalar(named.order_by(func.count().desc(), Report.rule).limit(1)) or ""
    comments.hold(comment, check="reports")
    details = {"state": "published", "check": "reports", "score": round(score, 2)}
    record(comment, by=None, outcome="hold", rule=rule, details=details)


def _was_read(comment: Comment) -> bool:
    """Tell whether a moderator has let these very words be; what was changed since nobody has read."""
    read = (Decision.comment_id == comment.id, Decision.outcome.in_(("approve", "overturn")))
    these = (Decision.words == comment.body, Decision.by_id.is_not(None))
    return bool(db.session.scalar(select(exists().where(*read, *these))))
