"""A byline as an author types it."""

from community.articles.credits import CreditLine, parse_credits


def credit_lines(text: str) -> tuple[CreditLine, ...]:
    """Return the lines of a byline without a fault."""
    lines, faults = parse_credits(text)
    assert not faults
    return tuple(lines)
