"""What decisions teach the spam score."""

from community.moderation.models import Decision
from community.screening.lessons import learn, unlearn

# What is removed under these rules teaches the spam score.
SPAM_RULES = frozenset({"no-spam", "honest"})


def teach(decision: Decision, words: str) -> None:
    """Let the spam score learn from what was approved, and from what was removed as spam."""
    if not words or decision.user_id is not None:
        return
    if decision.outcome == "approve":
        if decision.about_id is not None:
            unlearn(decision.about_id)
        learn(decision.id, words, is_spam=False)
    elif decision.outcome == "remove" and decision.rule in SPAM_RULES:
        learn(decision.id, words, is_spam=True)
