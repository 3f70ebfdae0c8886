"""Reports and decisions."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from community import facts
from community.accounts.models import User
from community.accounts.profiles import set_pictures
from community.articles.models import Article
from community.comments import actions as comments
from community.comments.models import Comment
from community.errors import Conflict, Forbidden, Refused
from community.extensions import db
from community.moderation.models import Decision, Report
from community.moderation.queries import open_reports, report_by, subject_of
from community.moderation.rules import RULES
from community.text.language import detect

OUTCOME_OF_REPORTS = {"approve": "dismissed", "remove": "upheld"}
REASON_NEEDED = _l("Name the house rule that it breaks.")


def report(thing: Any, *, by: User, rule: str, note: str = "") -> Report:
    """Report a thing for a rule. A second report by the same person changes nothing.

    Raises Refused (422) for a rule that is none.
    """
    if rule not in RULES:
        raise Refused(REASON_NEEDED, "rule")
    if first := report_by(by, thing):
        return first
    made = Report(
        reporter_id=by.id,
        rule=rule,
        note=note,
        note_language=detect(note, by.language),
        **{subject_of(thing): thing.id},
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # The same person in another tab, a moment ago.
        return report_by(by, thing) or made
    _count_reports(thing, 1)
    facts.tell(facts.thing_reported, report_id=made.id)
    return made


def decide(
    thing: Any,
    *,
    by: User,
    outcome: str,
    rule: str = "",
    note: str = "",
    version: int | None = None,
) -> Decision | None:
    """Decide about a thing, answer the reports on it, and write the log.

    `version` is that of the words that were read: others wait until somebody has read them.

    Returns None where nothing is left to decide: it stands so already and nobody has asked.
    Raises Refused (422) for a removal without a rule, Forbidden (403) for one's own report,
    Conflict (409) if the author has deleted or changed it meanwhile.
    """
    # Of two moderators at once the second finds it decided.
    db.session.refresh(thing, with_for_update={"of": type(thing)})
    if version not in (None, getattr(thing, "version", version)):
        raise Conflict(_l("This was changed since you opened it."))
    reports = open_reports(thing)
    _check(thing, by, outcome, rule, reports)
    if _stands_so(thing, outcome) and not reports:
        return None
    decision = _log(thing, by, outcome, rule, note, reports)
    _carry_out(thing, outcome, rule)
    if outcome in OUTCOME_OF_REPORTS:
        _answer(thing, reports, decision)
    facts.tell(facts.decision_made, decision_id=decision.id)
    return decision


def _check(thing: Any, by: User, outcome: str, rule: str, reports: list[Report]) -> None:
    if any(report.reporter_id == by.id for report in reports):
        raise Forbidden(_l("You reported this yourself, so somebody else decides about it."))
    if getattr(thing, "state", "") == "deleted":
        raise Conflict(_l("The author has deleted it meanwhile. There is nothing left to decide."))
    if outcome == "hold" and not isinstance(thing, Comment):
        raise Refused(_l("Only comments can be held."), "decision")
    if rule and rule not in RULES or outcome == "remove" and not rule:
        raise Refused(REASON_NEEDED, "rule")


def _stands_so(thing: Any, outcome: str) -> bool:
    if isinstance(thing, User):
        return outcome == "approve" or not (thing.bio or thing.face_key or thing.cover_key)
    wanted = {"approve": "published", "hold": "held", "remove": "removed"}[outcome]
    return thing.state == wanted


def _log(
    thing: Any, by: User, outcome: str, rule: str, note: str, reports: list[Report]
) -> Decision:
    is_profile = isinstance(thing, User)
    decision = Decision(
        author_id=thing.id if is_profile else thing.author_id,
        by_id=by.id,
        outcome=outcome,
        rule=rule,
        note=note,
        note_language=detect(note, by.language),
        words=_words_of(thing),
        words_language=thing.bio_language if is_profile else thing.language,
        report_count=len(reports),
        **{subject_of(thing): thing.id},
    )
    db.session.add(decision)
    db.session.flush()
    return decision


def _words_of(thing: Any) -> str:
    """Return the words that the decision is about, as they stand now."""
    if isinstance(thing, User):
        return thing.bio
    return f"{thing.title}\n\n{thing.body}" if isinstance(thing, Article) else thing.body


def _carry_out(thing: Any, outcome: str, rule: str) -> None:
    if isinstance(thing, Comment):
        if outcome == "approve":
            comments.approve(thing)
        elif outcome == "hold":
            comments.hold(thing, check="moderator")
        else:
            comments.remove(thing, rule=rule)
    elif isinstance(thing, Article):
        thing.state = "published" if outcome == "approve" else "removed"
    elif outcome == "remove":
        thing.bio = thing.bio_html = ""
        set_pictures(thing, {"face": "", "cover": ""})


def _answer(thing: Any, reports: list[Report], decision: Decision) -> None:
    for one in reports:
        one.state = OUTCOME_OF_REPORTS[decision.outcome]
        one.decision_id = decision.id
    _count_reports(thing, -len(reports))


def _count_reports(thing: Any, change: int) -> None:
    """Change the counter in the database itself, where two reporters may meet."""
    if isinstance(thing, (Article, Comment)):
        thing.report_count = type(thing).report_count + change
        db.session.flush()
        db.session.refresh(thing, ["report_count"])
