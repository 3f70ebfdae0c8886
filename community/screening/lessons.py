"""What decisions teach the spam score."""


def learn(decision_id: int, words: str, *, is_spam: bool) -> None:
    """Take a decision as a lesson. Twice is harmless."""


def unlearn(decision_id: int) -> None:
    """Forget what a decision taught. Twice is harmless."""
