"""Liking an article or a comment."""

import pytest

from community import facts
from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from community.likes.models import ArticleLike, CommentLike
from community.likes.queries import liked_comments, marks
from tests.at_once import at_once
from tests.factories import make_article, make_comment

KINDS = {"article": (Article, ArticleLike), "comment": (Comment, CommentLike)}


@pytest.fixture(params=KINDS)
def thing(request, article, comment):
    return {"article": article, "comment": comment}[request.param]


def likes_of(thing):
    """Return what the counter says, and how many likes there are."""
    kind = type(thing)
    counted = db.session.get(kind, thing.id, populate_existing=True).like_count
    table = next(table for one, table in KINDS.values() if one is kind)
    return counted, db.session.query(table).count()


def test_a_like_is_counted_and_shown(mei, thing):
    page = mei.submits(f"{thing.url}/like", liked="1")
    button = page.form(f"{thing.url}/like").one("button")
    assert button["aria-pressed"] == "true"
    assert likes_of(thing) == (1, 1)


def test_a_like_is_taken_back(mei, thing):
    mei.submits(f"{thing.url}/like", liked="1")
    page = mei.submits(f"{thing.url}/like", liked="0")
    assert page.form(f"{thing.url}/like").one("button")["aria-pressed"] == "false"
    assert likes_of(thing) == (0, 0)


def test_twice_is_once(mei, thing):
    for _ in range(2):
        mei.submits(f"{thing.url}/like", liked="1")
    assert likes_of(thing) == (1, 1)


def test_taken_back_twice_is_not_below_nothing(mei, thing):
    mei.submits(f"{thing.url}/like", liked="0")
    assert likes_of(thing) == (0, 0)


def test_a_double_click_is_one_like(mei, thing):
    assert at_once(mei, 4, f"{thing.url}/like", liked="1") == [303] * 4
    assert likes_of(thing) == (1, 1)


def test_a_double_click_takes_back_once(mei, lin, thing):
    lin.submits(f"{thing.url}/like", liked="1")
    mei.submits(f"{thing.url}/like", liked="1")
    at_once(mei, 4, f"{thing.url}/like", liked="0")
    assert likes_of(thing) == (1, 1)


def test_everyone_has_one(mei, lin, thing):
    for person in (mei, lin):
        person.submits(f"{thing.url}/like", liked="1")
    assert likes_of(thing) == (2, 2)


def test_ones_own_cannot_be_liked(wen, thing):
    wen.submits(f"{thing.url}/like", status=403, liked="1")
    assert likes_of(thing) == (0, 0)


def test_a_guest_is_sent_to_sign_in(guest, thing):
    guest.is_sent_to_sign_in(f"{thing.url}/like", liked="1")
    assert likes_of(thing) == (0, 0)


def test_a_guest_has_the_button_without_a_token(guest, article, comment):
    page = guest.visits(article)
    for thing in (article, comment):
        form = page.form(f"{thing.url}/like")
        assert form.one("button")["aria-pressed"] == "false"
        assert not form.all("input", name="csrf_token")


@pytest.mark.parametrize("wanted", ["", "2", "yes", "-1", None])
def test_rubbish_is_refused(mei, thing, wanted):
    mei.submits(f"{thing.url}/like", status=422, liked=wanted)
    assert likes_of(thing) == (0, 0)


def test_the_page_gets_the_button(mei, thing):
    part = mei.fetches(f"{thing.url}/like", liked="1")
    assert part.one("button")["aria-pressed"] == "true"
    assert part.one("input", name="liked")["value"] == "0"
    assert part.one("form")["action"] == f"{thing.url}/like"


def test_the_address_leads_back_to_the_thing(guest, article, comment):
    assert guest.visits(f"{article.url}/like").path == article.url
    guest.visits(f"{comment.url}/like").comment(comment)


def test_what_is_not_visible_is_404(mei, wen, tom, article):
    draft = make_article(by=wen.user, state="draft")
    held = make_comment(article, by=tom.user)
    for address in (draft.url, held.url, "/articles/nothing", "/comments/4711"):
        mei.submits(f"{address}/like", status=404, liked="1")


@pytest.mark.parametrize("state", ["removed", "deleted"])
def test_of_an_empty_place_there_is_nothing_to_like(mei, wen, article, state):
    gone = make_comment(article, by=wen.user, state=state)
    mei.submits(f"{gone.url}/like", status=422, liked="1")
    assert likes_of(gone) == (0, 0)


def test_it_is_told_when_it_begins(mei, article, comment):
    told = []

    def listen(_sender, **ids):
        told.append(ids)

    with facts.article_liked.connected_to(listen), facts.comment_liked.connected_to(listen):
        for thing in (article, comment):
            for liked in ("1", "1", "0"):
                mei.submits(f"{thing.url}/like", liked=liked)
    assert told == [
        {"article_id": article.id, "by_id": mei.id},
        {"comment_id": comment.id, "by_id": mei.id},
    ]


def test_marks_are_ones_own(mei, lin, article, comment):
    other = make_comment(article, by=lin.user)
    lin.submits(f"{comment.url}/like", liked="1")
    mei.submits(f"{other.url}/like", liked="1")
    found = marks(mei.user, article.id, [comment.id, other.id])
    assert (found.liked, found.saved, found.liked_comments) == (False, False, {other.id})
    assert marks(None, article.id, [comment.id]).liked_comments == frozenset()


def test_marks_take_one_statement(mei, article, comment, statements):
    with statements() as asked:
        marks(mei.user, article.id, [comment.id])
    assert len([one for one in asked if "FROM users" not in one]) == 1, asked
    assert liked_comments(None, [comment.id]) == frozenset()


def test_too_many_are_slowed_down(under_limits, mei, article):
    hasty = under_limits(mei)
    for n in range(10):
        hasty.submits(f"{article.url}/like", liked=str(n % 2))
    assert hasty.submits(f"{article.url}/like", status=429, liked="1").headers["Retry-After"]
