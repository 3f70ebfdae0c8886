"""The checks that ask what this site has set or learned: word rules, spam, the external service."""

from community.screening.policy import Policy
from community.screening.verdicts import HOLD, REFUSE, Draft, Record, Verdict

OUTCOMES = {"block": REFUSE, "hold": HOLD}


def forbidden(draft: Draft, _record: Record, policy: Policy) -> Verdict | None:
    """Refuse what a rule blocks, hold what one holds."""
    found = policy.words.find(draft.body, draft.language)
    if not found or found[0].effect not in OUTCOMES:
        return None
    first = found[0]
    details = {"word": first.pattern, "effect": first.effect, "rule_id": first.rule_id}
    return Verdict(OUTCOMES[first.effect], "words", details)


def marks_in(draft: Draft, policy: Policy) -> tuple[str, ...]:
    """Return the patterns that mark a draft for the moderators."""
    found = policy.words.find(draft.body, draft.language)
    return tuple(one.pattern for one in found if one.effect == "mark")


def like_spam(draft: Draft, _record: Record, policy: Policy) -> Verdict | None:
    """Hold what is much like what was removed here as spam; say which features spoke."""
    if not policy.spam_percent:
        return None
    judged = policy.spam.judge(draft.body)
    if judged.percent < policy.spam_percent:
        return None
    features = [[feature, round(weight, 2)] for feature, weight in judged.features]
    return Verdict(HOLD, "spam", {"percent": judged.percent, "features": features})


def heard(draft: Draft, _record: Record, _policy: Policy) -> Verdict | None:
    """Pass on what the external service has said; it was asked beforehand (see external.py)."""
    answer = draft.external
    if answer is None or answer.outcome == "publish":
        return None
    details = {"note": answer.note, "is_failure": answer.is_failure}
    if answer.outcome == REFUSE:
        details["is_refusal"] = True
    return Verdict(answer.outcome, "external", details)
