"""The overview: what waits, how long decisions took, by whom, and since when it is too long."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from community.database import now
from community.extensions import db
from community.moderation.models import Decision
from community.moderation.pace import slots, speed_of
from community.screening.models import Case
from community.web.plots import column_plot, count_step, time_step
from tests.factories import make_article, make_comment


@pytest.fixture
def decided(lin, mei, wen):
    """A hundred decisions that took 1 to 100 minutes, and one by a machine."""
    comment = make_comment(make_article(by=wen.user), by=mei.user)
    common = {"author_id": mei.id, "comment_id": comment.id, "words_language": "zh-Hans"}
    for minutes in range(1, 101):
        waited_since = now() - timedelta(minutes=minutes)
        row = {"by_id": lin.id, "outcome": "approve", "waited_since": waited_since}
        db.session.add(Decision(**common, **row))
    db.session.add(Decision(**common, outcome="hold"))
    db.session.commit()


def test_median_and_95th_percentile_are_those_of_the_numbers(decided, lin):
    page = lin.visits("/moderation/dashboard")
    page.shows("Half decided within 50 minutes", "95 of 100 within", "@lin", "A machine")
    assert speed_of([60.0 * n for n in range(1, 101)]).late == 95 * 60
    assert speed_of([1.0]).median == speed_of([1.0]).late == 1.0
    assert speed_of([]) is None


def test_what_waits_longer_than_promised_is_counted(lin, tom, wen):
    article = make_article(by=wen.user)
    for body in ("Hello", "I am new"):
        make_comment(article, by=tom.user, body=body)
    db.session.query(Case).first().opened_at = now() - timedelta(hours=9)
    db.session.commit()
    page = lin.visits("/moderation/dashboard")
    page.shows("Waiting 2", "Longer than promised 1", "English")


@pytest.mark.parametrize("days", ["1", "7", "30", "rubbish", ""])
def test_every_span_has_its_plots_with_words(decided, lin, days):
    page = lin.visits(f"/moderation/dashboard?days={days}")
    assert len(page.all("svg", role="img")) == 2
    assert all(plot["aria-label"] for plot in page.all("svg", role="img"))


def test_an_empty_site_has_an_overview_too(lin):
    lin.visits("/moderation/dashboard").shows(
        "Nothing had to be decided yet.", "Nobody is on shift"
    )


def test_it_asks_little_of_the_database(decided, lin, statements):
    with statements() as asked:
        lin.visits("/moderation/dashboard")
    assert len(asked) <= 12, asked


def test_readers_do_not_see_it(mei, guest):
    mei.visits("/moderation/dashboard", 403)
    guest.is_sent_to_sign_in("/moderation/dashboard")


def test_days_begin_at_midnight_where_the_moderator_is():
    moment = datetime(2026, 11, 25, 20, 30, tzinfo=UTC)
    starts = slots(moment, 7, ZoneInfo("Asia/Shanghai"))
    assert len(starts) == 7 and starts[-1].isoformat() == "2026-11-26T00:00:00+08:00"
    assert len(slots(moment, 1, ZoneInfo("Asia/Shanghai"))) == 24


def test_a_plot_has_whole_steps_and_visible_bars():
    plot = column_plot([{"a": 1, "b": 0}, {"a": 1000, "b": 500}])
    assert [value for _y, value in plot.ticks] == [0, 500, 1000, 1500]
    assert [bar.kind for bar in plot.columns[0].bars] == ["a"]
    assert plot.columns[0].bars[0].height >= 2
    assert (count_step(3), count_step(7), time_step(90)) == (1, 5, 60)
    assert column_plot([]).columns == []
