"""What waits of a profile: decided, taken back, undone, and never approved unread."""

import pytest

from community.accounts.models import User
from community.extensions import db
from community.moderation.models import Decision
from community.moderation.rebuild import open_missing_cases
from community.screening.models import Case
from tests.cast import Person
from tests.factories import ago, kept, make_user

TEA, CASINO = "I like tea.", "Come to my casino"


@pytest.fixture
def waiting(lin, tom):
    """Tom, who likes tea, and whose new words wait."""
    tom.submits("/settings/profile", bio=TEA)
    lin.submits("/moderation/words", words="casino\nroulette", language="any", effect="hold")
    tom.submits("/settings/profile", bio=CASINO)
    return tom


def decides(person, about, decision, **fields):
    where = f"/moderation/profiles/{about.id}"
    return person.submits(where, fields.pop("status", 303), decision=decision, **fields)


def undoes(lin):
    batch = db.session.query(Decision.batch).order_by(Decision.id.desc()).first()[0]
    lin.submits(f"/moderation/batches/{batch}/undo")


def words_of(person):
    return person.user.bio, person.user.bio_held


def place():
    return [(case.place, case.held_by) for case in db.session.query(Case)]


def test_the_desk_shows_both_and_offers_to_approve(waiting, lin):
    page = lin.visits(f"/moderation/profiles/{waiting.id}").shows(TEA, CASINO, "Word rule")
    assert page.one("button", name="decision", value="approve").text == "Approve"


def test_an_approval_undone_lets_them_wait_again(waiting, lin, guest):
    decides(lin, waiting, "approve")
    assert words_of(waiting) == (CASINO, "") and not place()
    undoes(lin)
    assert words_of(waiting) == (TEA, CASINO) and place() == [("held", "words")]
    guest.visits("/@tom").shows(TEA).lacks("casino")


def test_a_removal_undone_lets_them_wait_again(waiting, lin):
    decides(lin, waiting, "remove", rule="no-spam")
    assert words_of(waiting) == ("", "") and not place()
    undoes(lin)
    assert words_of(waiting) == (TEA, CASINO) and place() == [("held", "words")]


def test_what_its_owner_said_since_is_left_alone(waiting, lin):
    decides(lin, waiting, "approve")
    waiting.submits("/settings/profile", bio="Now I like coffee.")
    undoes(lin)
    assert words_of(waiting) == ("Now I like coffee.", "") and not place()


def test_an_objection_that_is_right_publishes_them(waiting, lin, ada):
    decides(lin, waiting, "remove", rule="no-spam")
    waiting.submits("/decisions/1/appeal", text="It is a tea house of that name.")
    ada.submits("/moderation/appeals/1", decision="overturn")
    assert words_of(waiting) == (CASINO, "") and not place()


def test_words_that_changed_meanwhile_are_not_approved_unread(waiting, lin):
    seen = lin.visits(f"/moderation/profiles/{waiting.id}").field("version")
    waiting.submits("/settings/profile", bio="Come to my roulette")
    decides(lin, waiting, "approve", status=409, version=seen).shows("was changed")
    assert words_of(waiting) == (TEA, "Come to my roulette")


def test_a_profile_without_waiting_words_has_a_version_too(lin, tom):
    seen = lin.visits(f"/moderation/profiles/{tom.id}").field("version")
    lin.submits("/moderation/words", words="casino", language="any", effect="hold")
    tom.submits("/settings/profile", bio=CASINO)
    decides(lin, tom, "approve", status=409, version=seen)
    assert words_of(tom) == ("", CASINO)


def test_taken_back_what_readers_reported_stays_at_the_desk(waiting, mei):
    mei.submits("/@tom/report", rule="no-spam")
    assert place() == [("held", "words")]
    waiting.submits("/settings/profile", bio=TEA)
    assert words_of(waiting) == (TEA, "") and place() == [("reported", "")]


def test_the_old_words_can_be_had_back_under_any_rule(waiting, lin):
    lin.submits("/moderation/words", words="tea", language="any", effect="hold")
    waiting.submits("/settings/profile", bio=TEA)
    assert words_of(waiting) == (TEA, "") and not place()


def test_the_same_words_twice_wait_once(waiting):
    waiting.submits("/settings/profile", bio=CASINO)
    assert words_of(waiting) == (TEA, CASINO) and place() == [("held", "words")]


def test_without_a_case_they_get_one_anew(waiting):
    db.session.query(Case).delete()
    assert (open_missing_cases(), open_missing_cases()) == (1, 0)
    assert place() == [("held", "words")]


def test_a_moderator_does_not_decide_about_their_own(app, lin):
    kwame = Person(app, make_user("kwame", role="moderator"))
    kwame.submits("/settings/profile", bio="https://a.example https://b.example https://c.example")
    assert db.session.get(User, kwame.id).bio and not place()
    decides(kwame, kwame, "approve", status=403)


@pytest.mark.parametrize("field", ["muted_until", "suspended_until"])
def test_who_may_not_write_changes_no_public_words(tom, field):
    tom.submits("/settings/profile", bio=TEA)
    setattr(tom.user, field, ago(days=-2))
    kept(tom.user)
    page = tom.submits("/settings/profile", 403, bio="Look what they did to me")
    page.shows("You can write again after")
    assert (page.field("bio"), tom.user.bio) == ("Look what they did to me", TEA)
    tom.submits("/settings/profile", bio="")
    assert tom.user.bio == ""


def test_who_is_held_changes_them_once_a_moderator_has_read_them(tom, lin):
    tom.user.held_until = ago(days=-2)
    kept(tom.user)
    tom.submits("/settings/profile", bio=TEA).shows("A moderator reads your new words first")
    assert (tom.user.bio, tom.user.bio_held) == ("", TEA)
    lin.visits("/moderation/held").shows("Sanctioned", TEA)
