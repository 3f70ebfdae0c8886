"""Pages of cards: what they hold, in which order, at what cost."""

import pytest

from community.articles import actions, queries
from community.articles.cards import tint_class
from community.articles.queries import cards_of, featured, newest
from community.database import now
from community.extensions import db
from tests.factories import ago, kept, make_article


def titles(page):
    return [card.title for card in page.cards]


def test_the_newest_come_first(wen):
    make_article(by=wen.user, title="Old", published_at=ago(days=3))
    make_article(by=wen.user, title="New", published_at=ago(days=1))
    assert titles(newest()) == ["New", "Old"]


def test_a_page_goes_on_where_it_ended_even_at_the_same_moment(wen):
    moment = ago(days=1)
    for number in range(7):
        make_article(by=wen.user, title=f"T{number}", published_at=moment)
    seen, after = [], None
    for _ in range(4):
        page = newest(after, limit=2)
        seen += titles(page)
        after = page.after
    assert seen == ["T6", "T5", "T4", "T3", "T2", "T1", "T0"]
    assert after is None


def test_what_is_new_meanwhile_moves_nothing(wen):
    for number in range(4):
        make_article(by=wen.user, title=f"T{number}", published_at=ago(days=9 - number))
    first = newest(limit=2)
    make_article(by=wen.user, title="Meanwhile")
    assert titles(newest(first.after, limit=2)) == ["T1", "T0"]


def test_a_card_has_all_that_is_shown(wen, picture):
    wen.user.face_key = "abc"
    words = {"title": "Wall", "summary": "Brown.", "cover_key": picture.key, "cover_ratio": "1x1"}
    article = make_article(by=wen.user, **words)
    (card,) = newest().cards
    assert (card.url, card.summary, card.cover_ratio) == (article.url, "Brown.", "1x1")
    assert (card.author_name, card.author_face_url) == ("wen", "/media/abc-small.webp")
    assert (card.cover_width, card.cover_height, card.cover_alt) == (640, 480, "A brown wall")
    small, medium = picture.url("small"), picture.url("medium")
    assert (card.cover_url, card.cover_srcset) == (small, f"{small} 480w, {medium} 640w")
    assert card.cover_colour_class == "tint-1"


def test_without_a_cover_the_title_is_the_cover(wen):
    make_article(by=wen.user, title="Words")
    (card,) = newest().cards
    assert (card.cover_url, card.cover_srcset, card.cover_colour_class) == ("", "", "")


def test_drafts_are_not_in_it(draft):
    assert newest().cards == []


def test_of_one_author(wen, yan):
    make_article(by=wen.user, title="Wen’s")
    make_article(by=yan.user, title="Yan’s")
    assert titles(newest(author=yan.user)) == ["Yan’s"]


def test_without_those_that_stand_above(wen):
    above = make_article(by=wen.user, title="Above")
    make_article(by=wen.user, title="Below")
    assert titles(newest(without=[above.id])) == ["Below"]


@pytest.mark.parametrize("common", [1000, 2])
def test_of_one_tag_rare_or_common(monkeypatch, wen, draft, common):
    monkeypatch.setattr(queries, "COMMON", common)
    for number in range(4):
        moment = ago(days=number + 1)
        make_article(by=wen.user, title=f"T{number}", tags=["tea"], published_at=moment)
    make_article(by=wen.user, title="Untagged")
    tag = queries.tag_by_slug("tea")
    first = newest(limit=3, tag=tag)
    assert titles(first) == ["T0", "T1", "T2"]
    assert titles(newest(first.after, limit=3, tag=tag)) == ["T3"]


def test_what_is_featured(wen, draft):
    article = make_article(by=wen.user, title="Chosen")
    make_article(by=wen.user, title="Not chosen")
    article.featured_at = draft.featured_at = now()
    db.session.commit()
    assert [card.title for card in featured(limit=3)] == ["Chosen"]


def test_cards_in_a_given_order(wen, draft):
    first, second = (make_article(by=wen.user, title=title) for title in ("One", "Two"))
    ids = [second.id, 999, draft.id, first.id]
    assert [card.title for card in cards_of(ids, None)] == ["Two", "One"]


def test_a_page_is_one_statement(wen, statements):
    for number in range(5):
        make_article(by=wen.user, title=f"T{number}", tags=["tea"])
    with statements() as asked:
        assert len(newest(limit=5).cards) == 5
    assert len(asked) == 1, asked


def test_a_colour_has_its_tint():
    colours = {"#c72f24": "tint-0", "#2e5ba6": "tint-7", "#237356": "tint-4", "": "", "none": ""}
    assert {colour: tint_class(colour) for colour in colours} == colours


def test_an_author_s_page_shows_what_is_public(wen, guest, draft):
    kept(actions.write(by=wen.user, title="Hidden"))
    make_article(by=wen.user, title="Shown")
    guest.visits("/@wen").shows("Shown").lacks("Hidden")
