"""Reporting what breaks a house rule."""

import pytest
from sqlalchemy import select

from community.extensions import db
from community.moderation.models import Report
from tests.factories import make_comment


def reports():
    return db.session.scalars(select(Report).order_by(Report.id)).all()


def test_a_report_arrives_with_its_rule_and_note(tom, rude):
    page = tom.submits(f"/comments/{rude.id}/report", rule="kind", note="不友好 / not nice")
    page.shows("Thank you. The moderators will look at it")
    (report,) = reports()
    assert (report.rule, report.note, report.reporter_id) == ("kind", "不友好 / not nice", tom.id)
    assert report.comment_id == rude.id and report.state == "open"


def test_an_article_and_a_person_can_be_reported(tom, article, wen):
    tom.submits(f"/articles/{article.slug}/report", rule="on-topic")
    tom.submits(f"/@{wen.name}/report", rule="honest")
    assert [bool(one.article_id) for one in reports()] == [True, False]


def test_the_same_person_reports_once(tom, rude):
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    tom.visits(f"/comments/{rude.id}/report").shows("You have reported this already")
    tom.submits(f"/comments/{rude.id}/report", rule="no-hate")
    assert [one.rule for one in reports()] == ["kind"]


def test_a_rule_has_to_be_named_and_the_note_is_kept(tom, rude):
    page = tom.submits(f"/comments/{rude.id}/report", 422, rule="", note="Look at this")
    page.shows("Choose the rule that fits best").shows("Look at this")
    tom.submits(f"/comments/{rude.id}/report", 422, rule="none-of-ours")
    assert not reports()


def test_nobody_reports_their_own_words(mei, rude):
    mei.visits(f"/comments/{rude.id}/report", 403)


def test_guests_are_sent_to_sign_in(guest, rude):
    guest.is_sent_to_sign_in(f"/comments/{rude.id}/report")
    guest.is_sent_to_sign_in(f"/comments/{rude.id}/report", rule="kind", note="rude")


@pytest.mark.parametrize(
    "address", ["/comments/999/report", "/articles/x/report", "/@nobody/report"]
)
def test_what_is_not_there_cannot_be_reported(tom, address):
    tom.visits(address, 404)


def test_an_endless_note_is_refused_and_kept(tom, rude):
    page = tom.submits(f"/comments/{rude.id}/report", 422, rule="kind", note="很" * 1001)
    page.shows("很很很")


def test_what_waits_for_review_cannot_be_reported(tom, mei, article):
    held = make_comment(article, by=tom.user, body="Hello?")
    mei.visits(f"/comments/{held.id}/report", 404)


def test_by_script_the_form_and_the_thanks_come_alone(tom, rude):
    address = f"/comments/{rude.id}/report"
    form = tom.fetches(address)
    assert form.form(address) and not form.all("main")
    again = tom.fetches(address, 422, rule="", note="Look at this")
    again.shows("Choose the rule that fits best", "Look at this")
    assert not again.all("main")
    done = tom.fetches(address, rule="kind")
    done.shows("Thank you. The moderators will look at it")
    assert not done.all("form") and len(reports()) == 1
    tom.fetches(address).shows("You have reported this already")
