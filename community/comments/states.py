"""The states of a comment: the only places that change them, with the counters and cases that follow."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update

from community import facts
from community.accounts.counts import count_approved
from community.comments.counts import count_published
from community.comments.models import Comment
from community.database import change
from community.extensions import db
from community.screening.cases import close_case, wait_for_look


def approve(comment: Comment) -> None:
    """Let everyone see a comment that was held or removed. Twice is harmless."""
    if not change_state(comment, "published", ("held", "removed")):
        return
    comment.held_by = comment.removed_rule = ""
    close_case(comment_id=comment.id)
    _appear(comment)
    db.session.flush()


def hold(comment: Comment, *, check: str) -> None:
    """Let a comment wait for review, seen by its writer only. Twice is harmless."""
    if change_state(comment, "held", ("published", "removed")):
        comment.held_by, comment.removed_rule = check, ""
        open_case(comment)
        db.session.flush()


def remove(comment: Comment, *, rule: str) -> None:
    """Take a comment away under a house rule; its place stays and names the rule. Twice is harmless."""
    if change_state(comment, "removed", ("published", "held")):
        comment.held_by, comment.removed_rule = "", rule
        close_case(comment_id=comment.id)
        db.session.flush()


def put_as_before(comment: Comment, before: Mapping[str, Any]) -> None:
    """Let a comment stand as it did before a decision, with what that had counted."""
    was_first = comment.was_published and not before.get("was_published", True)
    state = before["state"]
    if state == "published":
        approve(comment)
    elif state == "held":
        hold(comment, check=before.get("held_by", ""))
    elif state == "removed":
        remove(comment, rule=before.get("rule", ""))
    if was_first and state != "published":
        comment.was_published = False
        count_approved(comment.author_id, -1)
    db.session.flush()


def open_case(comment: Comment) -> None:
    wait_for_look(
        comment_id=comment.id,
        author_id=comment.author_id,
        under_id=comment.article_id,
        language=comment.language,
        held_by=comment.held_by,
    )


def change_state(comment: Comment, state: str, befores: tuple[str, ...]) -> str:
    """Move a comment from one of these states, and count; return which it was, "" if it was none.

    The database decides: of two who do it at once, only one has moved it.
    """
    for before in befores:
        moved = update(Comment).where(Comment.id == comment.id, Comment.state == before)
        if change(moved.values(state=state)):
            comment.state = state
            if "published" in (before, state):
                count_published(comment, 1 if state == "published" else -1)
            return before
    return ""


def _appear(comment: Comment) -> None:
    """Let others see a comment; the first time this is told as its publication."""
    if comment.was_published:  # What it says may have been changed since.
        facts.tell(facts.comment_edited, comment_id=comment.id)
        return
    comment.was_published = True
    tell_of(comment)


def tell_of(comment: Comment) -> None:
    """Tell of a comment that others see for the first time, and count it for its writer."""
    count_approved(comment.author_id, 1)
    facts.tell(facts.comment_published, comment_id=comment.id)
