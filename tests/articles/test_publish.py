"""Letting readers see it, and taking it back."""

import pytest

from community import facts
from community.articles import actions, publishing
from community.articles.queries import newest
from community.database import now
from community.errors import Refused
from community.extensions import db
from tests.articles.test_revise import edit, fresh
from tests.factories import ago, kept


@pytest.fixture
def heard():
    """The ids of the articles that were told of as published."""
    ids = []

    def hear(_sender, article_id):
        ids.append(article_id)

    facts.article_published.connect(hear)
    yield ids
    facts.article_published.disconnect(hear)


def test_publishing_shows_it_to_everyone(wen, guest, draft, heard):
    guest.visits(draft, status=404)
    wen.submits(edit(draft), action="publish").shows("Published.")
    guest.visits(draft).shows("Put the kettle on.")
    assert fresh(draft).is_public
    assert heard == [draft.id]


def test_twice_is_harmless(wen, draft, heard):
    wen.submits(edit(draft), action="publish")
    moment = fresh(draft).published_at
    wen.submits(edit(draft), action="publish")
    assert fresh(draft).published_at == moment
    assert heard == [draft.id]


def test_nothing_is_told_when_it_fails(wen, draft, heard):
    wen.submits(edit(draft), status=422, action="publish", body="")
    assert not fresh(draft).is_public
    assert heard == []


def test_new_words_and_publishing_go_together_or_not_at_all(wen, draft):
    page = wen.submits(edit(draft), status=422, title="Other", body="", action="publish")
    assert page.form(edit(draft)), "the form leads to an address that exists"
    assert (fresh(draft).title, draft.slug) == ("Tea for two", "tea-for-two")


def test_a_guest_and_a_stranger_may_not(guest, yan, tom, article):
    guest.is_sent_to_sign_in(edit(article), action="unpublish")
    for person in (yan, tom):
        person.submits(edit(article), status=403, action="unpublish")
    assert fresh(article).is_public


def test_unpublishing_hides_it(wen, guest, yan, article, heard):
    page = wen.submits(edit(article), action="unpublish")
    page.shows("It is a draft again.")
    for person in (guest, yan):
        person.visits(article, status=404)
    wen.visits(article).shows("This is a draft.")
    assert fresh(article).is_draft


def test_unpublishing_twice_is_harmless(wen, article):
    wen.submits(edit(article), action="unpublish")
    wen.submits(edit(article), action="unpublish")
    assert fresh(article).is_draft


def test_what_comes_back_keeps_its_date_and_is_not_told_again(wen, article, heard):
    before = article.published_at
    wen.submits(edit(article), action="unpublish")
    wen.submits(edit(article), action="publish")
    assert fresh(article).published_at == before
    assert heard == []


def test_an_import_may_name_the_day(wen, draft):
    publishing.publish(draft, by=wen.user, at=ago(days=400))
    assert kept(draft).published_at < ago(days=399)
    assert draft.is_public


def test_the_action_itself_needs_a_title_and_words(wen, app):
    with pytest.raises(Refused):
        publishing.publish(actions.write(by=wen.user, body="Words"), by=wen.user)
    with pytest.raises(Refused):
        publishing.publish(actions.write(by=wen.user, title="Title"), by=wen.user)


def test_too_often_is_429(app_with, wen, draft):
    app = app_with(RATE_LIMITS="on")
    with app.app_context(), app.test_client() as client:
        client.set_cookie("teahouse", wen.client.get_cookie("teahouse").value)
        token = wen.visits(edit(draft)).field("csrf_token")
        answers = [
            client.post(edit(draft), data={"csrf_token": token, "action": "publish"})
            for _ in range(31)
        ]
    assert [answer.status_code for answer in answers] == [303] * 30 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_title_alone_is_no_reason_to_be_read(wen, draft):
    actions.revise(draft, by=wen.user, version=None, title="Tea", body=" \n ")
    with pytest.raises(Refused):
        publishing.publish(draft, by=wen.user)


def test_drafts_and_removed_ones_are_in_no_feed(wen, draft, article):
    assert [card.slug for card in newest().cards] == [article.slug]
    article.state = "removed"
    db.session.commit()
    assert newest().cards == []


def test_the_date_is_now(wen, draft):
    wen.submits(edit(draft), action="publish")
    published_at = fresh(draft).published_at
    assert published_at
    assert abs((now() - published_at).total_seconds()) < 60
