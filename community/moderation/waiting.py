"""How much waits at the desk, asked once in a request however many parts of the page show it."""

from flask import g, has_request_context

from community.moderation.desk import queue_counts, waiting_count
from community.permissions import can
from community.web.answers import is_fragment


def counts_here() -> dict[str, int]:
    """Return how many cases wait in each queue, as this request has found them."""
    if "queue_counts" not in g:
        g.queue_counts = queue_counts()
    counts: dict[str, int] = g.queue_counts
    return counts


def count_waiting() -> dict[str, int]:
    """Tell pages how much waits at the desk; only moderators are shown it, so only they ask."""
    is_asked = has_request_context() and can("desk.open") and not is_fragment()
    return {"waiting_count": waiting_count(counts_here()) if is_asked else 0}
