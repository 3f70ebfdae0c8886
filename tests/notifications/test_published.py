"""Who follows an author is told when something of theirs is public."""

import pytest

from community.articles import publishing
from community.extensions import db
from community.follows.models import Follow
from community.notifications import publishing as telling
from community.notifications.models import Notification
from tests.factories import ago, kept, make_article, make_newcomer, make_user


@pytest.fixture
def followed(mei, wen):
    db.session.add(Follow(follower_id=mei.id, followed_id=wen.id, created_at=ago(days=9)))
    db.session.commit()
    return wen


def told(person):
    return db.session.query(Notification).filter_by(user_id=person.id, kind="published").count()


def publish(article, by):
    publishing.publish(article, by=by)
    return kept(article)


def test_the_follower_is_told_and_led_there(mei, tom, followed):
    article = publish(make_article(by=followed.user, state="draft", title="Rain"), followed.user)
    page = mei.visits("/notifications").shows("wen 发布了新内容。").shows("Rain")
    assert page.all("a", href=article.url)
    assert (told(mei), told(tom), mei.user.unread_count) == (1, 0, 1)


def test_once_though_it_is_withdrawn_and_published_again(mei, followed):
    article = publish(make_article(by=followed.user, state="draft"), followed.user)
    publishing.withdraw(article, by=followed.user)
    publish(article, followed.user)
    telling.tell_followers.call_local(article.id)
    assert (told(mei), mei.user.unread_count) == (1, 1)


def test_not_of_what_is_scheduled_until_its_time_has_come(mei, followed):
    article = make_article(by=followed.user, state="draft")
    publishing.publish(article, by=followed.user, at=ago(days=-1))
    kept(article)
    telling.tell_of_what_was_scheduled.call_local()
    assert told(mei) == 0
    article.published_at = ago(minutes=1)
    db.session.commit()
    telling.tell_of_what_was_scheduled.call_local()
    telling.tell_of_what_was_scheduled.call_local()
    assert told(mei) == 1


def test_not_of_what_is_not_public_any_more(mei, followed):
    article = make_article(by=followed.user, state="draft")
    telling.tell_followers.call_local(article.id)
    assert told(mei) == 0


def test_not_of_notes_of_who_is_sanctioned(mei, app):
    nan = make_newcomer("nan", held_until=ago(days=-2), approved_comment_count=9)
    db.session.add(Follow(follower_id=mei.id, followed_id=nan.id))
    note = make_article(by=nan, kind="note", state="draft")
    note.state, note.published_at = "published", ago(minutes=1)
    db.session.commit()
    telling.tell_followers.call_local(note.id)
    assert told(mei) == 0


def test_many_are_told_in_batches_of_few_statements(wen, statements, monkeypatch):
    monkeypatch.setattr(telling, "BATCH", 10)
    people = [make_user(f"f{number}") for number in range(25)]
    db.session.add_all([Follow(follower_id=one.id, followed_id=wen.id) for one in people])
    article = make_article(by=wen.user)
    db.session.query(Notification).delete()
    db.session.commit()
    with statements() as asked:
        telling.tell_followers.call_local(article.id)
    assert db.session.query(Notification).count() == 25
    assert len(asked) <= 3 * 4, asked
