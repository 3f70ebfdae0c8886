"""Following somebody, and following them no more."""

import pytest

from community.extensions import db
from community.follows.models import Follow
from community.follows.queries import follower_counts
from tests.at_once import at_once
from tests.factories import make_article, make_user


def rows():
    db.session.commit()
    return [(one.follower_id, one.followed_id) for one in db.session.query(Follow)]


def test_one_follows_from_the_profile(mei, wen):
    page = mei.submits("/@wen/follow", following="1", on="/@wen").shows("1人关注")
    assert page.form("/@wen/follow").one("button")["aria-pressed"] == "true"
    assert rows() == [(mei.id, wen.id)]


def test_one_follows_beside_an_article_and_is_back_there(mei, wen):
    article = make_article(by=wen.user)
    page = mei.submits("/@wen/follow", following="1", on=article)
    assert page.path == article.url
    assert page.form("/@wen/follow").one("input", name="following")["value"] == "0"


def test_no_more(mei, wen):
    mei.submits("/@wen/follow", following="1")
    mei.submits("/@wen/follow", following="0").shows("0人关注")
    assert rows() == []


def test_twice_and_at_once_it_is_one(mei, wen):
    at_once(mei, 4, "/@wen/follow", following="1")
    assert rows() == [(mei.id, wen.id)]


def test_not_oneself(wen):
    wen.submits("/@wen/follow", status=403, following="1")
    assert not wen.visits("/@wen").all("form", action="/@wen/follow")
    assert rows() == []


def test_a_guest_is_sent_to_sign_in(guest, wen):
    guest.is_sent_to_sign_in("/@wen/follow", following="1")
    assert guest.visits("/@wen").form("/@wen/follow")
    assert rows() == []


@pytest.mark.parametrize("wanted", ["", "2", "yes", None])
def test_rubbish_is_refused(mei, wen, wanted):
    mei.submits("/@wen/follow", status=422, following=wanted)
    assert rows() == []


def test_nobody_is_404(mei):
    mei.submits("/@nobody/follow", status=404, following="1")


def test_who_is_sanctioned_may_read_on_and_follow(dan, wen):
    dan.submits("/@wen/follow", following="1")
    assert rows() == [(dan.id, wen.id)]


def test_the_page_gets_the_button(mei, wen):
    part = mei.fetches("/@wen/follow", following="1", place="byline")
    assert part.one("button")["aria-pressed"] == "true"


def test_the_way_back_stays_on_the_site(mei, wen):
    page = mei.submits("/@wen/follow", following="1", next="https://evil.example/")
    assert page.path == "/@wen"


def test_the_list_of_those_one_follows(mei, wen, lin, guest):
    mei.visits("/following").shows("你还没有关注任何人。")
    mei.submits("/@wen/follow", following="1")
    mei.submits("/@lin/follow", following="1")
    page = mei.visits("/following")
    assert [one.text for one in page.all("a", class_="people__name")] == ["lin", "wen"]
    assert mei.submits("/@lin/follow", on="/following").lacks("lin 1人关注").path == "/following"
    guest.is_sent_to_sign_in("/following")


def test_the_list_goes_on_page_by_page(mei, statements):
    for number in range(32):
        db.session.add(Follow(follower_id=mei.id, followed_id=make_user(f"p{number}").id))
        db.session.commit()
    mei.visits("/following")
    with statements() as asked:
        first = mei.visits("/following")
    assert len(asked) <= 4, asked
    second = mei.visits(first.one("a", rel="next")["href"])
    assert len(first.all("li", class_="people__one")) == 30
    assert len(second.all("li", class_="people__one")) == 2


def test_followers_are_counted_at_once(mei, tom, wen, lin, statements):
    for who in (mei, tom):
        who.submits("/@wen/follow", following="1")
    with statements() as asked:
        assert follower_counts([wen.id, lin.id]) == {wen.id: 2, lin.id: 0}
    assert len(asked) == 1


@pytest.mark.parametrize("visitor", ["guest", "mei", "wen"])
def test_what_it_costs_a_page(request, wen, statements, visitor):
    who, article = request.getfixturevalue(visitor), make_article(by=wen.user)
    for address, most in (("/@wen", 7), (article.url, 11)):
        who.visits(address)
        with statements() as asked:
            who.visits(address)
        assert len(asked) <= most, (visitor, address, asked)
