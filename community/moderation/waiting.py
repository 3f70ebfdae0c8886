"""How much waits at the desk, asked once in a request however many parts of the page show it."""

from typing import Any

from flask import g, has_request_context

from community.moderation.desk import queue_counts, waiting_count
from community.permissions import can
from community.web.answers import Answer, is_fragment, show


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


def show_decided(text: str, batch: str = "") -> Answer:
    """Answer the page's script what became of a case, with the counts as they are by now.

    `batch` is the name by which it can be undone.
    """
    return show("moderation/_decided.html", text=text, batch=batch, **_told())


def show_counts() -> Answer:
    """Answer the page's script how much waits."""
    return show("moderation/_counts_fragment.html", **_told())


def _told() -> dict[str, Any]:
    counts = counts_here()
    return {"counts": counts, "waiting": waiting_count(counts)}
