"""An item goes first to those who read its language, and to everybody once it has waited."""

import pytest
from sqlalchemy import update

from community.extensions import db
from community.screening.models import Case
from tests.cast import Person
from tests.factories import ago, make_comment, make_newcomer, make_user


@pytest.fixture
def kwame(app):
    """A moderator who reads English only."""
    return Person(app, make_user("kwame", role="moderator", reads=["en"]))


@pytest.fixture
def both(article):
    """One comment in each language that waits."""
    yun = make_newcomer("yunyun", language="zh-Hans")
    zh = make_comment(article, by=yun, body="大家好，我是新来的。")
    en = make_comment(article, by=make_newcomer("noor"), body="Hello, I am new here.")
    return zh, en


def test_first_to_those_who_read_it_and_it_is_said_what_waits_elsewhere(kwame, both):
    page = kwame.visits("/moderation/held")
    page.shows("I am new here", "1 case in another language goes first").lacks("我是新来的")
    kwame.visits("/moderation/held?all=1").shows("I am new here", "我是新来的")


def test_after_a_while_to_everybody(kwame, both):
    db.session.execute(update(Case).values(opened_at=ago(minutes=31)))
    db.session.commit()
    kwame.visits("/moderation/held").shows("我是新来的").lacks("goes first to those")


def test_a_filter_shows_a_language_whoever_asks(kwame, both):
    kwame.visits("/moderation/held?language=zh-Hans").shows("我是新来的").lacks("I am new here")


@pytest.mark.parametrize("reads", [["zh-Hans", "en"], []])
def test_who_reads_both_or_says_nothing_sees_all(app, both, reads):
    who = Person(app, make_user("bo", role="moderator", reads=reads))
    who.visits("/moderation/held").shows("I am new here", "我是新来的")


def test_the_other_filters(kwame, both, article):
    kwame.visits("/moderation/held?all=1&author=yunyun").shows("我是新来的").lacks("I am new here")
    kwame.visits(f"/moderation/held?all=1&article={article.slug}").shows("我是新来的")
    kwame.visits("/moderation/held?all=1&check=links").shows("Nothing waits here")
    kwame.visits("/moderation/held?all=1&article=x&author=nobody").shows("Nothing waits here")


@pytest.mark.parametrize("order", ["oldest", "worst"])
def test_rubbish_in_a_filter_counts_as_nothing(kwame, both, order):
    page = kwame.visits(f"/moderation/held?order={order}&after=rubbish&all=1&language=%00")
    page.shows("I am new here")
