"""A moderator approves what was removed: whoever was answered otherwise hears of it."""

import pytest
from sqlalchemy import select

from community.extensions import db
from community.moderation.desk_models import LegalNotice
from community.moderation.models import Appeal, Decision, Report
from community.screening.models import Case, SpamLesson
from tests.cast import Person
from tests.factories import make_user


@pytest.fixture
def kwame(app):
    """A second moderator."""
    return Person(app, make_user("kwame", role="moderator"))


@pytest.fixture
def removed(tom, lin, guest, rude):
    """Lin's removal of what Tom had reported and a guest had given notice of."""
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    fields = {"explanation": "It tells where a family lives.", "good_faith": "y"}
    guest.submits("/legal/report", address=rude.url, email="noor@example.org", **fields)
    return decides(lin, rude, "remove")


def decides(person, comment, decision):
    fields = {"decision": decision, "rule": "no-spam"}
    person.submits(f"/moderation/comments/{comment.id}", **fields)
    return latest()


def latest():
    return db.session.scalars(select(Decision).order_by(Decision.id.desc())).first()


def kept(model):
    return db.session.scalars(select(model).execution_options(populate_existing=True)).one()


def undoes(person, decision):
    person.submits(f"/moderation/batches/{decision.batch}/undo")


def test_the_reports_are_turned_with_their_counters(tom, lin, rude, removed, state_of):
    approved = decides(lin, rude, "approve")
    assert state_of(rude) == "published"
    assert (kept(Report).state, kept(Report).decision_id) == ("dismissed", approved.id)
    assert (tom.user.upheld_count, tom.user.dismissed_count) == (0, 1)


def test_reporters_and_notifiers_are_told(tom, lin, guest, rude, removed, letters):
    approved = decides(lin, rude, "approve")
    tom.visits("/notifications").shows("read once more by somebody else, and stands again")
    for decision in (removed, approved):
        tom.visits(f"/decisions/{decision.id}").shows("Approved", "Thank you for your report.")
    assert kept(LegalNotice).state == "dismissed"
    assert letters(to="noor@example.org")[-1]["Subject"].endswith("it stays")
    guest.visits(f"/legal/{kept(LegalNotice).reference}").shows("We looked at it, and it stays")


def test_an_open_objection_was_right(mei, lin, rude, removed, letters):
    mei.submits(f"/decisions/{removed.id}/appeal", text="这是玩笑。")
    approved = decides(lin, rude, "approve")
    assert (kept(Appeal).state, kept(Appeal).answer_id) == ("overturned", approved.id)
    mei.visits("/notifications").shows("你的异议是对的")
    mei.visits(f"/decisions/{removed.id}").shows("异议是对的：决定已撤销", "已通过")
    assert "你的异议是对的" in letters(to=mei.user.email)[-1]["Subject"]
    lin.visits("/moderation/appeals").lacks("这是玩笑")


def test_an_objection_to_a_hold_is_right_too(mei, lin, rude):
    held = decides(lin, rude, "hold")
    mei.submits(f"/decisions/{held.id}/appeal", text="这是玩笑。")
    decides(lin, rude, "approve")
    assert kept(Appeal).state == "overturned"


def test_the_decision_says_which_one_it_takes_back(lin, mei, rude, removed):
    approved = decides(lin, rude, "approve")
    assert approved.about_id == removed.id
    page = mei.visits(f"/decisions/{removed.id}")
    assert page.all("a", href=f"/decisions/{approved.id}")


def test_the_spam_score_forgets_what_it_learned(lin, rude, removed):
    assert lessons() == [True]
    approved = decides(lin, rude, "approve")
    assert lessons() == [False]
    undoes(lin, approved)
    assert lessons() == [True]


def lessons():
    return list(db.session.scalars(select(SpamLesson.is_spam)))


def test_undone_all_is_as_it_was(mei, tom, lin, rude, removed, state_of):
    mei.submits(f"/decisions/{removed.id}/appeal", text="这是玩笑。")
    undoes(lin, decides(lin, rude, "approve"))
    assert state_of(rude) == "removed" and kept(Appeal).state == "open"
    assert (tom.user.upheld_count, tom.user.dismissed_count) == (1, 0)
    for model in (Report, LegalNotice):
        assert (kept(model).state, kept(model).decision_id) == ("upheld", removed.id)
    assert not db.session.scalars(select(Case)).all()


def test_a_removal_that_is_undone_was_objected_to_rightly(mei, lin, rude, removed):
    mei.submits(f"/decisions/{removed.id}/appeal", text="这是玩笑。")
    undoes(lin, removed)
    assert (kept(Appeal).state, kept(Appeal).answer_id) == ("overturned", latest().id)
    lin.visits("/moderation/appeals").lacks("这是玩笑")


def test_after_a_second_look_from_a_hold_they_are_turned_too(tom, lin, rude, removed):
    decides(lin, rude, "hold")
    decides(lin, rude, "approve")
    assert (tom.user.upheld_count, tom.user.dismissed_count) == (0, 1)


def test_an_article_is_turned_alike(tom, lin, article):
    tom.submits(f"/articles/{article.slug}/report", rule="on-topic")
    for decision in ("remove", "approve"):
        fields = {"decision": decision, "rule": "on-topic"}
        lin.submits(f"/moderation/articles/{article.id}", **fields)
    assert kept(Report).state == "dismissed"
    assert (tom.user.upheld_count, tom.user.dismissed_count) == (0, 1)
