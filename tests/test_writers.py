"""Threads that write to SQLite take turns; whoever is through, however, lets the next one go on."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from flask import Flask

from community.database import begin_writing
from community.extensions import db

pytestmark = pytest.mark.sqlite
WAIT_SECONDS = 2


def wait_behind(app: Flask, end: Callable[[], None]) -> tuple[bool, bool]:
    """Return whether a second writer went on before the first ended, and whether it did after."""
    went_on = Event()

    def write() -> None:
        with app.app_context():
            begin_writing()
            went_on.set()
            db.session.rollback()

    begin_writing()
    second = Thread(target=write)
    second.start()
    too_early = went_on.wait(0.1)
    end()
    in_time = went_on.wait(WAIT_SECONDS)
    second.join()
    return too_early, in_time


@pytest.mark.parametrize("end", ["commit", "rollback", "remove"])
def test_the_next_writer_goes_on_when_the_one_before_is_through(app: Flask, end: str) -> None:
    assert wait_behind(app, getattr(db.session, end)) == (False, True)


def test_a_statement_that_fails_does_not_keep_the_turn(app: Flask) -> None:
    def fail() -> None:
        with pytest.raises(Exception, match="no such table"):
            db.session.execute(db.text("SELECT 1 FROM nowhere"))
        db.session.remove()

    assert wait_behind(app, fail) == (False, True)


def test_who_writes_twice_in_one_request_takes_a_second_turn(app: Flask) -> None:
    begin_writing()
    begin_writing()
    assert wait_behind(app, db.session.commit) == (False, True)
