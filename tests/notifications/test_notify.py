"""What people are told."""

import pytest
from sqlalchemy import delete, func, select

from community import facts
from community.comments import states
from community.extensions import db
from community.moderation.actions import decide
from community.notifications.models import Notification
from tests.factories import kept, make_article, make_comment


@pytest.fixture
def article(wen):
    return make_article(by=wen.user, title="Cats of the tea house")


def kinds(person):
    return db.session.scalars(
        select(Notification.kind).where(Notification.user_id == person.id).order_by(Notification.id)
    ).all()


def test_a_reply_tells_whom_it_answers_and_the_articles_author(wen, mei, lin, article):
    first = make_comment(article, by=mei.user, body="第一")
    make_comment(article, by=lin.user, body="Second", parent_id=first.id)
    assert kinds(mei) == ["reply"]
    assert kinds(wen) == ["comment", "comment"]


def test_a_mention_tells_the_person_once(mei, lin, wen, article):
    make_comment(article, by=lin.user, body="@mei @mei look, and @wen too")
    assert kinds(mei) == ["mention"]
    assert kinds(wen) == ["mention"]


def test_nobody_is_told_of_their_own_words(wen, article):
    first = make_comment(article, by=wen.user, body="My own")
    make_comment(article, by=wen.user, body="@wen again", parent_id=first.id)
    assert kinds(wen) == []


def test_what_is_held_tells_nobody_until_it_is_approved(tom, wen, lin, article):
    held = make_comment(article, by=tom.user, body="Hello")
    assert kinds(wen) == []
    lin.submits(f"/moderation/comments/{held.id}", decision="approve")
    assert kinds(wen) == ["comment"]
    assert kinds(tom) == ["approved"]


def test_likes_of_one_thing_add_up(mei, lin, ada, article):
    comment = make_comment(article, by=mei.user, body="喜欢")
    for person in (lin, ada):
        person.submits(f"/comments/{comment.id}/like", on=article, liked=1)
    assert kinds(mei) == ["comment_like"]
    assert mei.user.unread_count == 1


def test_the_page_shows_what_is_new_and_lets_it_be_read(mei, lin, article):
    make_comment(article, by=lin.user, body="@mei look here")
    page = mei.visits("/notifications")
    page.shows("look here")
    assert page.all("li", class_="notification--unread")
    mei.submits("/notifications")
    assert mei.user.unread_count == 0
    assert not mei.visits("/notifications").all("li", class_="notification--unread")


def test_what_came_in_since_stays_unread(mei, lin, article):
    make_comment(article, by=lin.user, body="@mei one")
    newest = db.session.scalar(select(func.max(Notification.id)))
    make_comment(article, by=lin.user, body="@mei two")
    mei.submits("/notifications", up_to=newest)
    assert mei.user.unread_count == 1


@pytest.mark.parametrize("rubbish", ["", "x", "-1", "9" * 40, "٣"])
def test_rubbish_marks_nothing(mei, lin, article, rubbish):
    make_comment(article, by=lin.user, body="@mei one")
    mei.submits("/notifications", up_to=rubbish)
    assert mei.user.unread_count == 1


def test_an_empty_page_says_what_will_stand_there(ada):
    ada.visits("/notifications").shows("Nothing yet.")


def test_guests_are_sent_to_sign_in(guest):
    guest.is_sent_to_sign_in("/notifications")


def test_the_page_is_one_statement_for_all_rows(mei, lin, article, statements):
    for number in range(8):
        make_comment(article, by=lin.user, body=f"@mei {number}")
    with statements() as asked:
        mei.visits("/notifications")
    assert len(asked) <= 4, asked


def test_words_that_are_gone_are_not_quoted(mei, lin, wen, article):
    first = make_comment(article, by=mei.user, body="First")
    answer = make_comment(article, by=lin.user, body="You know nothing", parent_id=first.id)
    mei.visits("/notifications").shows("You know nothing")
    states.remove(answer, rule="kind")
    mei.visits("/notifications").shows("lin回复了你。").lacks("You know nothing")


def test_ones_own_words_are_quoted_whatever_became_of_them(mei, lin, article):
    own = make_comment(article, by=mei.user, body="You know nothing")
    decide(own, by=lin.user, outcome="remove", rule="kind")
    kept(own)
    mei.visits("/notifications").shows("You know nothing")


def test_words_under_an_article_that_is_withdrawn_are_not_quoted(mei, lin, article):
    make_comment(article, by=lin.user, body="@mei look here")
    article.state = "draft"
    kept(article)
    mei.visits("/notifications").shows("lin提到了你。").lacks("look here")


def test_liking_again_and_again_rings_once(mei, lin, article):
    comment = make_comment(article, by=mei.user, body="喜欢")
    for _ in range(3):
        lin.submits(f"{comment.url}/like", liked=1)
        mei.submits("/notifications", up_to=4711)
        lin.submits(f"{comment.url}/like", liked=0)
    assert kinds(mei) == ["comment_like"]
    assert mei.user.unread_count == 0


def test_a_like_taken_back_before_it_is_read_was_none(mei, wen, lin, article):
    comment = make_comment(article, by=mei.user, body="喜欢")
    for thing, author in ((comment, mei), (article, wen)):
        before = author.user.unread_count
        lin.submits(f"{thing.url}/like", liked=1)
        assert author.user.unread_count == before + 1
        lin.submits(f"{thing.url}/like", liked=0)
        assert author.user.unread_count == before
    assert "comment_like" not in kinds(mei) and "article_like" not in kinds(wen)


def test_of_two_likes_one_taken_back_the_other_is_told(mei, lin, ada, article):
    comment = make_comment(article, by=mei.user, body="喜欢")
    for person, liked in ((lin, 1), (ada, 1), (ada, 0)):
        person.submits(f"{comment.url}/like", liked=liked)
    assert kinds(mei) == ["comment_like"]
    mei.visits("/notifications").shows("lin喜欢了你的评论。")


def test_who_is_named_by_a_change_is_told_and_nobody_twice(mei, lin, ada, wen, article):
    own = make_comment(article, by=mei.user, body="Hello @lin")
    mei.submits(f"{own.url}/edit", body="Hello @lin and @ada")
    assert (kinds(lin), kinds(ada), kinds(wen)) == (["mention"], ["mention"], ["comment"])


def test_who_is_named_while_it_waits_is_told_once_all_can_read_it(mei, ada, article):
    own = make_comment(article, by=mei.user, body="Hello")
    states.hold(own, check="x")
    kept(own)
    mei.submits(f"{own.url}/edit", body="Hello @ada")
    assert kinds(ada) == []
    states.approve(own)
    kept(own)
    assert kinds(ada) == ["mention"]


def test_what_one_listener_tells_outlives_another_that_fails(mei, lin, article):
    def tells(_sender, article_id, by_id):
        facts.tell(facts.comment_liked, comment_id=comment.id, by_id=lin.id)

    def fails(_sender, **ids):
        raise RuntimeError

    comment = make_comment(article, by=mei.user, body="喜欢")
    lin.submits(f"{comment.url}/like", liked=1)
    db.session.execute(delete(Notification))
    db.session.commit()
    with facts.article_liked.connected_to(tells), facts.article_liked.connected_to(fails):
        lin.submits(f"{article.url}/like", liked=1)
    assert kinds(mei) == ["comment_like"]
