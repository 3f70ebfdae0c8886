"""Its author takes down what readers have reported: each of them hears it, and nothing stays open."""

import pytest
from sqlalchemy import delete, select, update

from community.comments.models import Comment
from community.errors import NotFound
from community.extensions import db
from community.moderation.desk_models import LegalNotice
from community.moderation.models import Decision, Report
from community.moderation.reports import report
from community.notifications.models import Notification
from tests.cast import Person
from tests.factories import make_comment, make_user


@pytest.fixture
def asked(tom, guest, rude):
    """What Tom reported, and a guest gave notice of."""
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    fields = {"explanation": "It tells where a family lives.", "good_faith": "y"}
    guest.submits("/legal/report", address=rude.url, email="noor@example.org", **fields)
    return rude


def takes_down(person, comment):
    person.submits(f"/comments/{comment.id}/delete")


def the(model):
    return db.session.scalars(select(model).execution_options(populate_existing=True)).one()


def test_reports_and_notices_are_closed_without_a_decision(mei, asked):
    takes_down(mei, asked)
    for model in (Report, LegalNotice):
        assert (the(model).state, the(model).decision_id) == ("dismissed", None)
        assert the(model).was_taken_down
    assert the(Comment).report_count == 0 and not db.session.scalars(select(Decision)).all()


def test_it_counts_neither_for_nor_against_who_reported_it(mei, tom, asked):
    takes_down(mei, asked)
    assert (tom.user.upheld_count, tom.user.dismissed_count) == (0, 0)


def test_who_reported_it_is_told_in_their_language(mei, tom, lin, app, article, letters):
    comment = make_comment(article, by=tom.user, body="Buy my tea.", state="published")
    jia = Person(app, make_user("jia", language="zh-Hans"))
    for person in (jia, lin):
        person.submits(f"/comments/{comment.id}/report", rule="no-spam")
    takes_down(tom, comment)
    jia.visits("/notifications").shows("你举报的内容，作者已经自己删掉了")
    lin.visits("/notifications").shows("What you reported was taken down by its author.")
    assert "作者" in letters(to="jia@example.org")[-1]["Subject"]
    assert "by its author" in letters(to="lin@example.org")[-1]["Subject"]


def test_the_notification_leads_to_where_it_stood(mei, tom, asked):
    takes_down(mei, asked)
    tom.visits(f"/comments/{asked.id}")
    assert tom.visits("/notifications").all("a", href=f"/comments/{asked.id}")


def test_who_gave_notice_is_told_and_reads_it_on_its_page(mei, guest, asked, letters):
    takes_down(mei, asked)
    letter = letters(to="noor@example.org")[-1]
    reference = the(LegalNotice).reference
    assert letter["Subject"] == f"Your notice {reference}: its author took it down"
    page = guest.visits(f"/legal/{reference}").shows("nothing is left to decide")
    page.lacks("Should it come back", "Write a new notice")
    assert "Its author took it down" in guest.visits(f"/legal/{reference}.txt").html


def test_it_is_in_the_internal_log(mei, lin, asked):
    takes_down(mei, asked)
    lin.visits("/moderation/journal").shows("Took down what others had reported", "@mei")


def test_twice_is_harmless_and_unreported_words_go_quietly(mei, tom, asked, article):
    for _ in range(2):
        takes_down(mei, asked)
    takes_down(mei, make_comment(article, by=mei.user, body="Never mind"))
    kinds = db.session.scalars(select(Notification.kind)).all()
    assert kinds.count("report_gone") == 1


def test_nobody_reports_what_is_gone(mei, tom, rude):
    takes_down(mei, rude)
    tom.submits(f"/comments/{rude.id}/report", 404, rule="kind")
    with pytest.raises(NotFound):
        report(db.session.get(Comment, rude.id), by=tom.user, rule="kind")


def test_a_repair_tells_those_who_were_never_told(tom, asked, runs):
    db.session.execute(update(Comment).values(state="deleted"))
    db.session.execute(delete(Notification))
    db.session.commit()
    for _ in range(2):
        runs("moderation", "cases")
    assert the(Report).was_taken_down and the(LegalNotice).was_taken_down
    assert the(Notification).kind == "report_gone"
