"""Several sanctions on one account: which is in force, and what comes back when one was wrong."""

from datetime import timedelta

import time_machine
from sqlalchemy import select

from community.database import now
from community.extensions import db
from community.moderation import sanctions as acts
from community.moderation.models import Decision
from tests.moderation.sanctioning import sanctions, the_decision


def overturn_by(moderator, person):
    """The person objects to the last decision, and is right."""
    decision = the_decision()
    person.signs_in()
    person.submits(f"/decisions/{decision.id}/appeal", text="No.")
    count = len(db.session.scalars(select(Decision).where(Decision.outcome == "overturn")).all())
    moderator.submits(f"/moderation/appeals/{count + 1}", decision="overturn")


def test_the_next_takes_the_place_of_what_is_in_force(lin, mei):
    sanctions(lin, "mute", days="3")
    sanctions(lin, "ban")
    assert mei.user.sanction == "ban" and mei.user.muted_until is None
    assert mei.user.sanction_id == the_decision().id


def test_a_milder_one_does_not_end_what_is_in_force(lin, mei):
    sanctions(lin, "mute", days="30")
    lin.visits("/moderation/users/mei").shows("Before something milder, lift that first.")
    page = sanctions(lin, "hold", 422, days="1", note="A day of quiet.")
    page.shows("A stronger one is in force. Lift that first", "A day of quiet.")
    assert mei.user.sanction == "mute"
    assert mei.user.muted_until > now() + timedelta(days=29)


def test_once_it_is_lifted_a_milder_one_follows(lin, mei):
    sanctions(lin, "mute", days="30")
    sanctions(lin, "lift")
    sanctions(lin, "hold", days="1")
    assert mei.user.sanction == "hold"


def test_the_same_for_fewer_days_is_a_correction(lin, mei):
    sanctions(lin, "mute", days="30")
    sanctions(lin, "mute", days="3")
    assert mei.user.muted_until < now() + timedelta(days=4)


def test_when_it_was_wrong_what_it_replaced_is_back(lin, ada, mei):
    sanctions(lin, "mute", days="30")
    muted_until, first = mei.user.muted_until, the_decision().id
    sanctions(lin, "ban")
    overturn_by(ada, mei)
    assert mei.user.sanction == "mute" and mei.user.muted_until == muted_until
    assert mei.user.sanction_id == first


def test_what_is_over_does_not_come_back(lin, ada, mei):
    sanctions(lin, "mute", days="3")
    sanctions(lin, "ban")
    with time_machine.travel(now() + timedelta(days=4), tick=False):
        lin.signs_in()
        ada.signs_in()
        overturn_by(ada, mei)
        assert mei.user.sanction == ""


def test_what_was_lifted_or_wrong_does_not_come_back(lin, ada, mei):
    sanctions(lin, "suspend", days="30")
    sanctions(lin, "lift")
    sanctions(lin, "mute", days="30")
    overturn_by(ada, mei)
    assert mei.user.sanction == ""
    sanctions(lin, "ban")
    overturn_by(ada, mei)
    assert mei.user.sanction == "" and mei.user.sanction_id is None


def test_an_older_one_that_was_wrong_leaves_the_one_in_force(lin, ada, mei):
    sanctions(lin, "mute", days="30")
    first = db.session.get(Decision, the_decision().id)
    sanctions(lin, "ban")
    acts.withdraw(first, mei.user)
    db.session.commit()
    assert mei.user.is_banned and mei.user.sanction_id == the_decision().id


def test_a_warning_stands_beside_what_is_in_force(lin, mei):
    sanctions(lin, "hold", days="3")
    sanctions(lin, "warn")
    lin.visits("/moderation/users/mei").shows("a warning that is not read yet", "comments held")
    sanctions(lin, "lift")
    assert mei.user.sanction == "" and mei.user.warning_id is None


def test_corrected_in_a_minute_the_last_days_count(lin, mei):
    sanctions(lin, "mute", days="3")
    sanctions(lin, "mute", days="30")
    assert mei.user.muted_until > now() + timedelta(days=29)


def test_banned_again_after_a_lift_one_is_banned(lin, mei):
    for kind in ("ban", "lift", "ban"):
        sanctions(lin, kind)
    assert mei.user.is_banned


def test_comments_can_follow_a_ban(lin, mei, rude, state_of):
    sanctions(lin, "ban")
    sanctions(lin, "ban", comments="1")
    assert state_of(rude) == "removed"


def test_nobody_lifts_what_they_have_not_seen(lin, ada, mei):
    sanctions(lin, "mute", days="3")
    seen = str(the_decision().id)
    sanctions(lin, "ban")
    sanctions(ada, "lift", 409, seen=seen).shows("@lin")
    assert mei.user.is_banned
    sanctions(ada, "lift").shows("Lifted.")
