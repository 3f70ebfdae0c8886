"""A warning is read before one writes again."""

import pytest

from community.extensions import db
from community.moderation.models import LogEntry
from tests.moderation.sanctioning import NOTE, comments, sanctions, the_decision


@pytest.fixture
def warned(lin, mei):
    sanctions(lin, "warn").shows("Decided.", "a warning that is not read yet")
    return f"/decisions/{the_decision().id}"


def test_until_then_words_are_kept_and_the_way_is_shown(mei, article, warned):
    page = comments(mei, article, 403).shows("版主先有句话要对你说", "A good cup of tea.")
    assert page.all("a", href=warned)


def test_read_and_said_so_one_writes_again(mei, article, warned):
    mei.visits(warned).shows(NOTE)
    mei.submits(f"{warned}/acknowledge", on=warned).shows("你又可以写").lacks(
        "读过了，你就可以接着写"
    )
    comments(mei, article, 303)
    assert db.session.query(LogEntry).filter_by(action="warning_read", actor_id=mei.id).one()


def test_twice_is_harmless(mei, warned):
    for _ in range(2):
        mei.submits(f"{warned}/acknowledge")
    assert db.session.query(LogEntry).filter_by(action="warning_read").count() == 1


def test_nobody_reads_it_in_anothers_place(lin, mei, tom, guest, warned):
    for one in (tom, lin):
        one.submits(f"{warned}/acknowledge", 404)
    guest.is_sent_to_sign_in(f"{warned}/acknowledge", x="1")
    assert mei.user.warning_id


def test_there_is_nothing_to_read_in_a_decision_that_is_not_there(mei, warned):
    mei.submits("/decisions/4711/acknowledge", 404)
    mei.submits("/decisions/99999999999999999999/acknowledge", 404)


def test_another_decision_of_ones_own_changes_nothing(lin, mei, article, warned):
    sanctions(lin, "mute", days="3")
    page = mei.submits(f"/decisions/{the_decision().id}/acknowledge").lacks("你又可以写")
    assert mei.user.warning_id and page.status == 200
    mei.submits(f"{warned}/acknowledge", on=warned).lacks("你又可以写了")
    comments(mei, article, 403)


def test_of_two_warnings_the_last_is_the_one_to_read(lin, mei, warned):
    sanctions(lin, "warn", note="And once more.")
    mei.submits(f"{warned}/acknowledge")
    assert mei.user.sanction == "warn"
    mei.submits(f"/decisions/{the_decision().id}/acknowledge")
    assert mei.user.sanction == ""


def test_a_warning_that_was_wrong_needs_no_reading(lin, ada, mei, article, warned):
    mei.submits(f"{warned}/appeal", text="我没有说过。")
    ada.submits("/moderation/appeals/1", decision="overturn")
    comments(mei, article, 303)
