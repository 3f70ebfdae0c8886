"""Laying out the demo community."""

from collections.abc import Mapping

from community.accounts.passwords import hash_password
from community.database import begin_writing, now
from community.demo.clock import Clock
from community.demo.counts import count_approved, recount
from community.demo.desk import add_decisions, add_reports
from community.demo.illustrations import Drawn, draw, forget, keep
from community.demo.people import add_people
from community.demo.pieces import add_pieces
from community.demo.queries import DEMO_PASSWORD, is_laid_out
from community.demo.readings import add_readings
from community.demo.story import Story, read_story
from community.demo.team import add_team
from community.demo.tellings import add_tellings
from community.demo.threads import add_threads
from community.extensions import db
from community.moderation.rebuild import open_missing_cases


def lay_out() -> bool:
    """Lay out the demo community in one transaction; return whether anything was done.

    Where an account of it is left nothing is: what visitors have changed stays as they left it.
    """
    if is_laid_out():
        return False
    story = read_story()
    password_hash = hash_password(DEMO_PASSWORD)
    drawn = draw(story)
    begin_writing()
    if is_laid_out():  # Somebody else was faster while the pictures were encoded.
        db.session.rollback()
        return False
    try:
        _write(story, drawn, password_hash)
        db.session.commit()
    except BaseException:
        db.session.rollback()
        forget(drawn)
        raise
    return True


def _write(story: Story, drawn: Mapping[str, Drawn], password_hash: str) -> None:
    clock = Clock(now())
    user_ids, names = add_people(story, drawn, password_hash, clock)
    picture_ids = keep(drawn, story, user_ids, clock)
    shelf = add_pieces(story, drawn, picture_ids, user_ids, clock)
    remarks = add_threads(story, shelf, user_ids, names, clock)
    add_reports(story, remarks, user_ids, clock)
    decided = add_decisions(story, remarks, user_ids, clock)
    add_tellings(story, shelf, remarks, decided, user_ids, clock)
    add_team(story, decided, user_ids, clock)
    recount()
    add_readings(clock)
    count_approved()
    open_missing_cases()
