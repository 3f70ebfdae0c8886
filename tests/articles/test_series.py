"""Articles that are read in an order."""

import pytest

from community.articles.series_models import Series
from community.extensions import db
from tests.factories import make_article


def put(person, article, series, position=None, status=303):
    fields = {"series": series} | ({"series_position": position} if position else {})
    return person.submits(f"{article.url}/edit", status=status, **fields)


@pytest.fixture
def lessons(wen):
    found = [make_article(by=wen.user, title=f"Lesson {n}") for n in (1, 2, 3)]
    for one in found:
        put(wen, one, "泡茶三课")
    return found


def test_parts_lead_to_one_another(guest, lessons):
    page = guest.visits(lessons[1].url).shows("Part 2 of 3", "泡茶三课")
    assert page.one("a", rel="prev")["href"] == lessons[0].url
    assert page.one("a", rel="next")["href"] == lessons[2].url


def test_a_series_has_a_page_with_a_readable_address(guest, lessons):
    series = db.session.query(Series).one()
    assert series.slug == "pao-cha-san-ke"
    page = guest.visits(series.url).shows("Lesson 1", "Lesson 2", "Lesson 3", "3 parts")
    assert page.text.index("Lesson 1") < page.text.index("Lesson 3")


def test_a_number_sets_the_order(guest, wen, lessons):
    put(wen, lessons[0], "泡茶三课", position="9")
    guest.visits(lessons[0].url).shows("Part 3 of 3")


def test_drafts_are_no_parts_for_readers(guest, wen, lessons):
    wen.submits(f"{lessons[1].url}/edit", action="unpublish")
    guest.visits(lessons[2].url).shows("Part 2 of 2")


def test_taken_out_it_stands_alone_and_an_empty_series_is_gone(guest, wen, lessons):
    for one in lessons:
        put(wen, one, "")
    guest.visits(lessons[0].url).lacks("Part 1")
    assert not db.session.query(Series).all()
    guest.visits("/series/pao-cha-san-ke", 404)


def test_twice_is_harmless(wen, lessons):
    put(wen, lessons[0], "泡茶三课")
    assert len(db.session.query(Series).all()) == 1


def test_two_people_may_have_a_series_of_one_title(ada, lessons):
    other = make_article(by=ada.user, title="Mine")
    put(ada, other, "泡茶三课")
    slugs = {series.slug for series in db.session.query(Series)}
    assert slugs == {"pao-cha-san-ke", "pao-cha-san-ke-2"}


def test_a_title_too_long_is_refused_and_kept(wen, lessons):
    page = put(wen, lessons[0], "x" * 201, status=422)
    assert page.field("series") == "x" * 201


@pytest.mark.parametrize("position", ["0", "-1", "10000", "x"])
def test_a_number_that_is_none_is_refused(wen, lessons, position):
    put(wen, lessons[0], "泡茶三课", position=position, status=422)


def test_a_stranger_changes_no_series(mei, lessons):
    put(mei, lessons[0], "Mine", status=403)


def test_the_form_offers_ones_own_series(wen, lessons):
    page = wen.visits("/write")
    assert page.one("datalist", id="own-series")
    assert wen.visits(f"{lessons[1].url}/edit").field("series") == "泡茶三课"


@pytest.mark.parametrize("slug", ["nothing", "%00", "x" * 300])
def test_no_such_series(guest, slug):
    guest.visits(f"/series/{slug}", 404)
