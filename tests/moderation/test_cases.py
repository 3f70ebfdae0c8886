"""Cases: written with what makes them wait, gone with it, and made anew where they are missing."""

import pytest
from sqlalchemy import delete, func, select

from community.extensions import db
from community.screening.models import Case
from tests.factories import make_comment


@pytest.fixture
def filled(tom, mei, wen, rude, article):
    """Three things that wait: held, reported, and a profile."""
    make_comment(article, by=tom.user, body="Hello")
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    tom.submits(f"/articles/{article.slug}/report", rule="on-topic")
    mei.submits("/@wen/report", rule="honest")


def rows():
    columns = (Case.comment_id, Case.article_id, Case.user_id, Case.place, Case.held_by)
    told = (Case.score, Case.report_count, Case.author_id, Case.under_id)
    return sorted(map(str, db.session.execute(select(*columns, *told)).all()))


def test_what_is_missing_is_put_back_just_as_it_was(filled, runs):
    before = rows()
    assert len(before) == 4
    db.session.execute(delete(Case))
    db.session.commit()
    assert "4 cases were missing." in runs("moderation", "cases").output
    assert rows() == before
    assert "0 cases were missing." in runs("moderation", "cases").output


def test_what_its_writer_deletes_waits_no_longer(filled, tom, mei, rude):
    mei.submits(f"/comments/{rude.id}/delete")
    assert db.session.scalar(select(func.count(Case.id)).where(Case.comment_id == rude.id)) == 0
