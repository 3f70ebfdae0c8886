"""How strict the site is, set by its admin."""

import pytest

from community.extensions import db
from community.moderation.models import LogEntry
from community.screening.queries import current_policy
from tests.factories import make_article, make_comment


def test_what_is_set_is_in_force_and_in_the_log(ada, tom, wen):
    ada.submits("/admin", mode="none", links="5").shows("Saved.")
    policy = current_policy()
    assert (policy.mode, policy.links, policy.hide_score) == ("none", 5, 3.0)
    assert make_comment(make_article(by=wen.user), by=tom.user).state == "published"
    entry = db.session.query(LogEntry).one()
    assert entry.action == "policy_changed" and '"links":5' in entry.details
    ada.visits("/moderation/journal").shows("Changed the settings")


def test_twice_is_harmless_and_back_is_back(ada):
    for _ in range(2):
        ada.submits("/admin", links="5")
    ada.submits("/admin", links="3")
    assert current_policy().links == 3 and db.session.query(LogEntry).count() == 2


def test_everything_may_be_read_first(ada, mei, lin, wen):
    ada.submits("/admin", mode="all")
    assert make_comment(make_article(by=wen.user), by=mei.user).held_by == "mode"
    lin.visits("/moderation/held").shows("Everything is read first")


BEYOND = {
    "links": "101",
    "links_of_newcomers": "-1",
    "rejection_percent": "0",
    "rejection_days": "91",
    "repeat_minutes": "1441",
    "flood_seconds": "3601",
    "flood_seconds_of_newcomers": "99999999999999999999",
    "comments_on_first_day": "0",
    "mentions_on_first_day": "two",
    "hide_score": "0",
    "claim_minutes": "2.5",
    "others_after_minutes": "",
}


@pytest.mark.parametrize(("field", "value"), BEYOND.items())
def test_every_figure_says_what_does_not_hold_and_keeps_it(ada, field, value):
    page = ada.submits("/admin", 422, **{field: value})
    page.complains(field)
    assert page.field(field) == value and not db.session.query(LogEntry).count()


@pytest.mark.parametrize(
    ("field", "value"), [("links", "-1"), ("spam_percent", "101"), ("promise_minutes", "x")]
)
def test_figures_have_their_range_and_the_rest_is_kept(ada, field, value):
    page = ada.submits("/admin", 422, **{field: value, "repeat_minutes": "9"})
    page.complains(field)
    assert page.field("repeat_minutes") == "9" and current_policy().repeat_minutes == 6


def test_a_mode_that_is_none_is_refused(ada):
    ada.submits("/admin", 422, mode="burn")
    assert current_policy().mode == "newcomers"


def test_it_is_the_admins_alone(lin, mei, guest):
    lin.visits("/admin", 403)
    mei.submits("/admin", 403, mode="none")
    guest.is_sent_to_sign_in("/admin", mode="none")
