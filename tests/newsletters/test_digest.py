"""Digests: in the morning, of what is new, one letter whatever happened in between."""

from datetime import UTC, datetime

import pytest

from community.extensions import db
from community.newsletters.digests import write_due_digests
from community.newsletters.mornings import next_morning
from tests.accounts.mailbox import words_of
from tests.factories import ago, make_article
from tests.newsletters.conftest import carry_all, deliveries, subscriptions


def at(text):
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("frequency", "zone", "now", "due"),
    [
        ("daily", "Asia/Shanghai", "2026-03-01T07:59:00+08:00", "2026-03-01T08:00:00+08:00"),
        ("daily", "Asia/Shanghai", "2026-03-01T08:00:00+08:00", "2026-03-02T08:00:00+08:00"),
        ("weekly", "Asia/Shanghai", "2026-03-01T09:00:00+08:00", "2026-03-02T08:00:00+08:00"),
        ("weekly", "", "2026-03-02T08:00:00+00:00", "2026-03-09T08:00:00+00:00"),
        # The night in which the clocks go forward is an hour shorter.
        ("daily", "Europe/Berlin", "2026-03-28T08:00:00+01:00", "2026-03-29T08:00:00+02:00"),
        ("daily", "No/Where", "2026-03-01T07:59:00+00:00", "2026-03-01T08:00:00+00:00"),
    ],
)
def test_it_is_due_at_eight_where_the_reader_lives(frequency, zone, now, due):
    assert next_morning(frequency, zone, at(now)) == at(due)


@pytest.fixture
def morning(wants, mei):
    """Let the morning of everybody with a digest come, this long after the last."""

    def come(**since):
        for one in subscriptions():
            one.told_until, one.next_at = ago(**since or {"days": 1}), ago(minutes=2)
        db.session.commit()
        count = write_due_digests()
        carry_all()
        return count

    return come


def test_it_tells_what_is_new_and_only_that(mei, wen, lin, wants, morning, letters):
    wants(mei, frequency="daily")
    make_article(by=wen.user, title="Of last week", published_at=ago(days=6))
    make_article(by=wen.user, title="Of this night", published_at=ago(hours=3))
    make_article(by=lin.user, title="Of somebody else", published_at=ago(hours=3))
    make_article(by=wen.user, title="Still a draft", state="draft")
    assert morning() == 1
    text = words_of(letters()[0])
    assert "Of this night" in text
    assert not [one for one in ("last week", "somebody else", "draft") if one in text]


def test_nothing_new_is_no_letter(mei, wants, morning, letters):
    wants(mei, frequency="daily")
    assert morning() == 0 and not letters()
    assert subscriptions()[0].next_at > ago()


def test_twice_is_once_and_days_late_is_one(mei, wen, wants, morning, letters):
    wants(mei, frequency="daily")
    for day in range(1, 5):
        make_article(by=wen.user, title=f"Day {day}", published_at=ago(days=day))
    morning(days=5)
    assert write_due_digests() == 0
    carry_all()
    assert len(letters()) == 1
    assert [f"Day {day}" in words_of(letters()[0]) for day in range(1, 5)] == [True] * 4


def test_several_authors_come_in_one_letter(mei, wen, lin, wants, morning, letters):
    wants(mei, frequency="daily")
    wants(mei, frequency="daily", of=lin)
    for who in (wen, lin):
        make_article(by=who.user, published_at=ago(hours=1))
    assert morning() == 1 and len(letters()) == 1


def test_of_the_whole_site_without_ones_own_and_those_of_the_banned(
    wen, lin, dan, wants, morning, letters
):
    wants(wen, frequency="daily", of=None)
    make_article(by=wen.user, title="My own", published_at=ago(hours=1))
    make_article(by=lin.user, title="Lin's", published_at=ago(hours=1))
    banned = make_article(by=lin.user, title="Dan's", published_at=ago(hours=1))
    banned.author_id = dan.id
    morning()
    text = words_of(letters()[0])
    assert "Lin's" in text and "My own" not in text and "Dan's" not in text


def test_what_goes_before_it_is_carried_is_left_out(mei, wen, wants, letters, morning):
    wants(mei, frequency="daily")
    gone = make_article(by=wen.user, title="Gone", published_at=ago(hours=1))
    stays = make_article(by=wen.user, title="Stays", published_at=ago(hours=2))
    for one in subscriptions():
        one.told_until, one.next_at = ago(days=1), ago(minutes=2)
    write_due_digests()
    gone.state = "draft"
    carry_all()
    assert stays.title in words_of(letters()[0]) and "Gone" not in words_of(letters()[0])


def test_who_cannot_be_written_to_waits(eve, wen, wants, morning, letters):
    wants(eve, frequency="daily")
    make_article(by=wen.user, published_at=ago(hours=1))
    assert morning() == 0 and not deliveries()


def test_a_reader_of_chinese_gets_a_chinese_frame_around_english_words(
    mei, wen, wants, morning, letters
):
    wants(mei, frequency="weekly")
    make_article(by=wen.user, title="Rain on the roof", published_at=ago(hours=1))
    morning()
    html = letters()[0].get_body(("html",)).get_content()
    assert '<html lang="zh-Hans">' in html and 'lang="en"' in html


def test_many_readers_cost_few_statements_each(wen, wants, readers, statements):
    wants(*readers(30), frequency="daily")
    make_article(by=wen.user, published_at=ago(hours=1))
    for one in subscriptions():
        one.told_until, one.next_at = ago(days=1), ago(minutes=2)
    db.session.commit()
    with statements() as asked:
        assert write_due_digests() == 30
    assert len(asked) <= 8, asked
