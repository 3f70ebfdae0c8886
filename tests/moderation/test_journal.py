"""The journal: the internal log, as moderators read it."""

import pytest

from community.accounts.queries import by_login
from community.extensions import db
from community.moderation import journal, log
from tests.moderation.sanctioning import sanctions

HERE = "/moderation/journal"


@pytest.fixture
def some_acts(lin, ada, mei, rude):
    ada.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    sanctions(lin, "warn")


@pytest.fixture
def many_acts(lin):
    for number in range(1, 121):
        log.note("account_note", by_id=lin.id, subject=f"user:{number}")
    db.session.commit()


def rows(page):
    return [row.text for row in page.all("tr")[1:]]


def test_it_tells_who_did_what_the_newest_first(lin, some_acts):
    page = lin.visits(HERE).shows("2 entries.", "flask moderation verify")
    first, second = rows(page)
    assert "@lin" in first and "Decided" in first and "warn" in first.lower()
    assert "@ada" in second and "comment:1" in second
    assert page.all("a", href="/decisions/1")


def test_before_anything_was_done(lin):
    lin.visits(HERE).shows("0 entries.", "Nothing is written here yet.")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("actor=ada", ["comment:1"]),
        ("actor=@Ada", ["comment:1"]),
        ("actor=nobody", []),
        ("subject=comment:1", ["comment:1"]),
        ("subject=comment:2", []),
        ("action=decision&actor=ada", ["comment:1"]),
        ("action=appeal", []),
        ("action=appeal&actor=&subject=", []),
    ],
)
def test_it_is_narrowed(lin, some_acts, query, found):
    page = lin.visits(f"{HERE}?{query}")
    assert [row for row in rows(page) if "comment:1" in row] == rows(page)
    assert len(rows(page)) == len(found)


@pytest.mark.parametrize(
    "query",
    [
        "after=rubbish",
        "subject=%00",
        "actor=%00",
        "action=burn",
        "after=WzFlOTk5XQ",
        "after=WzEwMDAwMDAwMDAwMDAwMDAwMDAwXQ",
    ],
)
def test_rubbish_narrows_nothing(lin, some_acts, query):
    assert len(rows(lin.visits(f"{HERE}?{query}"))) == 2


@pytest.mark.parametrize("query", ["subject=%27--", "actor=%F0%9F%8D%B5"])
def test_what_nothing_is_about_finds_nothing(lin, some_acts, query):
    lin.visits(f"{HERE}?{query}").shows("Nothing is written here yet.")


def test_older_ones_are_a_page_away_and_stay_narrowed(lin, many_acts):
    seen, page = [], lin.visits(f"{HERE}?actor=lin")
    for count in (50, 50, 20):
        assert len(rows(page)) == count
        seen += [row.split()[0] for row in rows(page)]
        older = [one["href"] for one in page.all("a") if "after=" in one["href"]]
        page = lin.visits(older[0]) if older else None
    assert page is None and seen == [str(number) for number in range(120, 0, -1)]


def test_a_page_takes_as_many_statements_for_fifty_as_for_two(lin, statements, many_acts):
    with statements() as asked:
        lin.visits(HERE)
    assert len(asked) <= 15


def test_every_act_has_a_name_in_words(lin, some_acts, many_acts):
    assert {entry.action for entry in journal.page(None)[0]} <= set(journal.ACTIONS)


def test_an_account_that_is_gone_leaves_its_number(lin, many_acts):
    log.note("decision", by_id=4711, subject="comment:1")
    log.note("decision", by_id=None, subject="comment:2")
    db.session.commit()
    machine, gone = rows(lin.visits(HERE))[:2]
    assert "4711" in gone and "A machine" in machine and by_login("lin")


def test_readers_do_not_read_it(mei, dan, wen, guest):
    for one in (mei, dan, wen):
        one.visits(HERE, 403)
    guest.is_sent_to_sign_in(HERE)
