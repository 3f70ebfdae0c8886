"""A note that waits for a moderator: what its author and the moderators are told, and nobody else."""

import pytest

from community.articles.models import Article
from community.extensions import db

NOTE = "/articles/lost-umbrella"
WAITING = "Waiting for review"
WHY = "The first words of a new account are looked at"


@pytest.fixture
def waiting(tom):
    words = {"title": "Lost umbrella", "body": "It is *green*."}
    tom.submits("/write", **words, action="publish").shows("A moderator reads it first")


def test_its_page_says_so_and_why(waiting, tom, lin):
    tom.visits(NOTE).shows(WAITING, WHY)
    lin.visits(NOTE).shows(WAITING, WHY)


def test_nobody_else_sees_it(waiting, mei, wen, guest):
    for person in (mei, wen, guest):
        person.visits(NOTE, 404)


def test_the_authors_desk_says_so_and_offers_to_take_it_back(waiting, tom, lin):
    page = tom.visits("/desk").shows("Lost umbrella", WAITING)
    assert page.one("button", name="action", value="unpublish").text == "Take it back"
    tom.submits(f"{NOTE}/edit", on="/desk", action="unpublish").lacks(WAITING)
    lin.visits("/moderation/newcomers").lacks("Lost umbrella")


def test_taken_back_it_is_a_draft_and_can_be_sent_again(waiting, tom, lin):
    tom.submits(f"{NOTE}/edit", action="unpublish")
    tom.visits(NOTE).shows("This is a draft.").lacks(WAITING)
    tom.submits(f"{NOTE}/edit", on="/desk", action="publish").lacks("Published.")
    lin.visits("/moderation/newcomers").shows("Lost umbrella")


def test_approved_nothing_is_said_any_more(waiting, tom, lin, guest):
    note = db.session.query(Article).one()
    lin.submits(f"/moderation/articles/{note.id}", decision="approve")
    guest.visits(NOTE).lacks(WAITING, WHY)
    tom.visits("/desk?show=published").shows("Lost umbrella").lacks(WAITING)


def test_why_names_the_word_that_held_it(lin, mei):
    lin.submits("/moderation/words", words="umbrella", language="any", effect="hold")
    mei.submits("/write", title="Lost umbrella", body="Green.", action="publish")
    mei.visits(NOTE).shows("“umbrella”")
