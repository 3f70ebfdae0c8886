"""A name that somebody signs up with, looked at by the word rules."""

import pytest

from community.accounts.models import User
from community.accounts.queries import by_login
from community.extensions import db
from community.screening.models import Case
from tests.factories import PASSWORD

FIELDS = {"email": "noor@example.org", "password": PASSWORD, "language": "en", "rules": "y"}


@pytest.fixture
def rule(lin):
    """Have a rule about casinos, with this effect."""

    def make(effect):
        lin.submits("/moderation/words", words="*casino*", language="any", effect=effect)

    return make


def cases():
    return [(case.user_id, case.place, case.held_by) for case in db.session.query(Case)]


def test_what_is_blocked_is_said_at_the_field_and_kept(rule, guest):
    rule("block")
    page = guest.submits("/sign-up", 422, username="casino_king", **FIELDS)
    page.complains("username")
    assert page.field("username") == "casino_king" and by_login("casino_king") is None


@pytest.mark.parametrize("effect", ["hold", "mark"])
def test_what_is_held_or_marked_opens_an_account_and_a_case(rule, guest, lin, effect):
    rule(effect)
    guest.submits("/sign-up", username="casino_king", **FIELDS)
    assert cases() == [(by_login("casino_king").id, "held", "words")]
    lin.visits("/moderation/held").shows("casino_king", "Word rule")
    lin.submits(f"/moderation/profiles/{by_login('casino_king').id}", decision="approve")
    assert not cases()


def test_an_innocent_name_opens_no_case(rule, guest):
    rule("block")
    guest.submits("/sign-up", username="noor", **FIELDS)
    assert by_login("noor") and not cases()


def test_a_bio_that_is_taken_back_does_not_take_the_name_off_the_desk(rule, guest):
    rule("hold")
    guest.submits("/sign-up", username="casino_king", **FIELDS)
    guest.submits("/settings/profile", bio="Welcome to my casino")
    guest.submits("/settings/profile", bio="Welcome")
    assert cases() == [(by_login("casino_king").id, "held", "words")]


def test_the_command_line_is_not_screened(rule, app):
    rule("block")
    asked = ["users", "create", "casino_king", "--email", "c@example.org", "--password", PASSWORD]
    done = app.test_cli_runner().invoke(args=asked)
    assert done.exit_code == 0, done.output
    assert db.session.query(User).filter_by(username="casino_king").one() and not cases()
