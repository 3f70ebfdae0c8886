"""Writes of cases, in the transaction that makes a thing wait or decides about it."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from community.database import change, now
from community.extensions import db
from community.screening.models import Case

UNSEEN = {"synchronize_session": False}
UNCLAIMED = {"claimed_by_id": None, "claimed_at": None}


def wait_for_look(
    *, author_id: int, under_id: int | None, language: str, held_by: str, **subject: int
) -> None:
    """Open the case of something that is held; `subject` is comment_id=…, article_id=… or user_id=….

    What readers have reported keeps its place and its age when it hides by itself.
    """
    values: dict[str, Any] = {"held_by": held_by, "language": language, **UNCLAIMED}
    if held_by != "reports":
        values |= {"place": "held", "opened_at": now()}
    first = {"author_id": author_id, "under_id": under_id, "place": "held", "opened_at": now()}
    _put(subject, values, first)


def add_report(
    *,
    author_id: int,
    under_id: int | None,
    language: str,
    weight: float,
    is_legal: bool = False,
    **subject: int,
) -> None:
    """Open the case of something that is reported, or add to it."""
    values: dict[str, Any] = {"score": Case.score + weight, "report_count": Case.report_count + 1}
    if is_legal:
        values["is_legal"] = True
    first = {
        "author_id": author_id,
        "under_id": under_id,
        "language": language,
        "place": "reported",
        "score": weight,
        "report_count": 1,
        "is_legal": is_legal,
        "opened_at": now(),
    }
    _put(subject, values, first)


def lay_out(
    *,
    author_id: int,
    under_id: int | None,
    language: str,
    place: str,
    held_by: str,
    score: float,
    report_count: int,
    is_legal: bool,
    opened_at: datetime,
    **subject: int,
) -> None:
    """Write the case of a subject as it is to stand, whatever stood there; nobody is at it."""
    values: dict[str, Any] = {
        "language": language,
        "place": place,
        "held_by": held_by,
        "score": score,
        "report_count": report_count,
        "is_legal": is_legal,
        "opened_at": opened_at,
        **UNCLAIMED,
    }
    _put(subject, values, {"author_id": author_id, "under_id": under_id, **values})


def close_case(**subject: int) -> None:
    """Forget a case, because it is decided or its words are gone. Twice is harmless."""
    db.session.execute(delete(Case).where(*_about(subject)), execution_options=UNSEEN)


def wait_no_more(**subject: int) -> None:
    """Forget that something is held, because its author took it back; what was reported stays."""
    reported = update(Case).where(*_about(subject), Case.report_count > 0)
    change(reported.values(place="reported", held_by=""), **UNSEEN)
    unreported = delete(Case).where(*_about(subject), Case.report_count == 0)
    db.session.execute(unreported, execution_options=UNSEEN)


def let_rest(**subject: int) -> None:
    """Take a case off the desk while its author has taken the thing back."""
    _move(subject, "")


def wake(**subject: int) -> None:
    """Put a resting case back: what was reported is public again."""
    resting = update(Case).where(*_about(subject), Case.place == "", Case.report_count > 0)
    change(resting.values(place="reported"), **UNSEEN)


def drop_reports(**subject: int) -> None:
    """Forget the reports of a case that goes on waiting for another reason; else close it."""
    change(
        update(Case)
        .where(*_about(subject), Case.place == "held")
        .values(score=0.0, report_count=0, is_legal=False),
        **UNSEEN,
    )
    db.session.execute(
        delete(Case).where(*_about(subject), Case.place != "held"), execution_options=UNSEEN
    )


def _move(subject: dict[str, int], place: str) -> None:
    change(update(Case).where(*_about(subject)).values(place=place, **UNCLAIMED), **UNSEEN)


def _about(subject: dict[str, int]) -> list[Any]:
    return [getattr(Case, name) == id_ for name, id_ in subject.items()]


def _put(subject: dict[str, int], values: dict[str, Any], first: dict[str, Any]) -> None:
    """Change the case of a subject, or write its first row; of two at once, one writes it."""
    changed = update(Case).where(*_about(subject)).values(**values)
    if change(changed, **UNSEEN):
        return
    plain = {name: value for name, value in values.items() if name not in first}
    plain = {name: value for name, value in plain.items() if name not in ("score", "report_count")}
    try:
        with db.session.begin_nested():
            db.session.execute(insert(Case).values(**subject, **plain, **first))
    except IntegrityError:
        change(changed, **UNSEEN)
