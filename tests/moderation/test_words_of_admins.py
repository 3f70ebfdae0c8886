"""What an admin wrote is decided about by another admin."""

import pytest
from sqlalchemy import select

from community.errors import Forbidden
from community.extensions import db
from community.moderation.actions import decide
from community.moderation.models import Decision
from tests.cast import Person
from tests.factories import make_article, make_comment, make_user

WHY = "These words are an admin’s, so another admin decides."


@pytest.fixture
def bo(app):
    """A second admin."""
    return Person(app, make_user("bo", role="admin"))


@pytest.fixture
def things(ada, article):
    """A comment, an article and a profile of an admin's."""
    ada.submits("/settings/profile", bio="I run the house.")
    comment = make_comment(article, by=ada.user, body="Hear, hear")
    return {"comments": comment, "articles": make_article(by=ada.user), "profiles": ada.user}


@pytest.mark.parametrize("kind", ["comments", "articles", "profiles"])
def test_a_moderator_is_refused_and_told_why(lin, ada, things, kind):
    address = f"/moderation/{kind}/{things[kind].id}"
    page = lin.visits(address).shows(WHY)
    assert not page.form(f"{address}?from=")
    lin.submits(address, 403, decision="remove", rule="kind").shows(WHY)
    lin.fetches(address, 403, decision="remove", rule="kind").shows(WHY)
    assert ada.user.bio and not db.session.scalars(select(Decision)).all()


@pytest.mark.parametrize("kind", ["comments", "articles", "profiles"])
def test_another_admin_decides(bo, things, kind):
    bo.submits(f"/moderation/{kind}/{things[kind].id}", decision="remove", rule="kind")
    assert db.session.scalars(select(Decision.outcome)).one() == "remove"


def test_an_admin_does_not_decide_about_their_own(ada, things):
    address = f"/moderation/comments/{things['comments'].id}"
    ada.submits(address, 403, decision="approve").shows("These are your own words")


def test_beside_the_comment_it_is_said_as_well(lin, things):
    lin.fetches(f"/moderation/comments/{things['comments'].id}?from=page").shows(WHY)


def test_in_bulk_it_stays(lin, things, state_of):
    name = f"comment-{things['comments'].id}"
    lin.submits("/moderation/bulk", case=[name], decision="remove", rule="kind").shows("stays")
    assert state_of(things["comments"]) == "published"


def test_moderators_see_who_reported_it_and_cannot_choose_it(tom, lin, things):
    comment = things["comments"]
    tom.submits(f"/comments/{comment.id}/report", rule="kind")
    page = lin.visits("/moderation/reported").shows("@tom", WHY)
    assert not page.all("input", type="checkbox", value=f"comment-{comment.id}")


def test_the_rule_holds_without_a_page(lin, things):
    for thing in things.values():
        with pytest.raises(Forbidden):
            decide(thing, by=lin.user, outcome="remove", rule="kind")
