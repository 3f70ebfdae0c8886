"""The desk without a mouse: fifty cases, the list of keys, and one step back."""

import time

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from community.comments.models import Comment
from community.extensions import db
from community.screening.models import Case
from tests.factories import make_article, make_comment, make_newcomer

CASES = 50


@pytest.fixture
def full_desk(wen):
    article = make_article(by=wen.user)
    people = [make_newcomer(f"newcomer{number}x") for number in range(5)]
    for number in range(CASES):
        make_comment(article, by=people[number % 5], body=f"Cup of tea number {number}")


def count_of(state):
    db.session.rollback()
    return db.session.scalar(select(func.count(Comment.id)).where(Comment.state == state))


def test_fifty_cases_by_keyboard(live, lin, full_desk, record_property):
    page = live.opens(lin, "/moderation/held")
    started = time.monotonic()
    for left in range(CASES, 0, -1):
        open_cases = page.locator(".case[data-open]")
        if not open_cases.count():
            with page.expect_navigation():
                page.keyboard.press("j")
        if not page.locator(".case[data-open]:focus").count():
            page.keyboard.press("j")
        before = open_cases.count()
        for key in ("f",) if left % 10 else ("d", "6"):
            page.keyboard.press(key)
        expect(open_cases).to_have_count(before - 1)
    record_property("seconds", round(time.monotonic() - started, 1))
    assert (count_of("published"), count_of("removed")) == (45, 5)


def test_the_keys_are_shown_and_a_step_can_be_taken_back(live, lin, full_desk):
    page = live.opens(lin, "/moderation/held", width=390)
    page.keyboard.press("?")
    expect(page.locator("#desk-keys")).to_be_visible()
    page.keyboard.press("?")
    page.keyboard.press("j")
    page.keyboard.press("f")
    expect(page.locator(".case--decided")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator(".undo")).to_have_count(0)
    assert count_of("held") == CASES
    page.keyboard.press("z")
    expect(page.locator(".desk__queues")).to_be_hidden()
    page.keyboard.press("t")
    page.wait_for_url("**/moderation/newcomers")


def test_the_last_decision_is_undone_first(live, lin, full_desk):
    page = live.opens(lin, "/moderation/held")
    decided = page.locator(".case--decided")
    page.keyboard.press("j")
    for number, keys in enumerate(("f", "jf", "kd6"), 1):
        for key in keys:
            page.keyboard.press(key)
        expect(decided).to_have_count(number)
    for left, states in ((2, (2, 0)), (1, (1, 0)), (0, (0, 0))):
        page.keyboard.press("u")
        expect(page.locator(".undo")).to_have_count(left)
        assert (count_of("published"), count_of("removed")) == states


def test_what_one_types_is_no_key(live, lin, full_desk):
    page = live.opens(lin, "/moderation/held")
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.locator(".case[data-open] textarea").first.focus()
    page.keyboard.type("fdjk6")
    expect(page.locator(".case[data-open] textarea").first).to_have_value("fdjk6")
    assert count_of("held") == CASES


def claimed():
    db.session.rollback()
    found = select(Case.comment_id).where(Case.claimed_by_id.is_not(None))
    return list(db.session.scalars(found.order_by(Case.comment_id)))


def wait_until(is_so):
    until = time.monotonic() + 5
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_one_holds_the_case_that_one_is_at_until_one_leaves(live, lin, full_desk):
    page = live.opens(lin, "/moderation/held")
    for _ in range(4):
        with page.expect_response("**/moderation/claims"):
            page.keyboard.press("j")
    assert len(claimed()) == 1
    page.goto("/")
    wait_until(lambda: not claimed())


def test_who_comes_second_to_a_case_reads_who_is_at_it(live, lin, ada, full_desk):
    first, second = db.session.scalars(select(Comment.id).order_by(Comment.id).limit(2))
    ada.fetches("/moderation/claims", case=f"comment-{second}", claimed="1")
    page = live.opens(lin, "/moderation/held")
    page.keyboard.press("j")
    wait_until(lambda: claimed() == [first, second])
    page.keyboard.press("j")
    expect(page.locator(".case:focus [role=alert]")).to_have_text("@ada is at work on this.")
    wait_until(lambda: claimed() == [second])


def test_the_counts_follow_the_keys(live, lin, full_desk):
    page = live.opens(lin, "/moderation/held")
    page.keyboard.press("j")
    page.keyboard.press("f")
    for place in (".desk__queue[href$=held]", ".desk__queue[href$=newcomers]", ".nav .nav__link"):
        expect(page.locator(f"{place} [data-count]")).to_have_text(str(CASES - 1))
    expect(page.locator(".desk__queue[href$=decided] [data-count]")).to_have_text("1")
    page.keyboard.press("u")
    expect(page.locator(".desk__queue[href$=held] [data-count]")).to_have_text(str(CASES))


def test_what_others_decide_shows_within_half_a_minute(live, lin, ada, full_desk):
    page = live.window(lin)
    page.clock.install()
    page.goto("/moderation/held")
    first = db.session.scalars(select(Comment.id).order_by(Comment.id)).first()
    ada.submits(f"/moderation/comments/{first}", decision="approve")
    page.clock.fast_forward(31_000)
    expect(page.locator(".desk__queue[href$=held] [data-count]")).to_have_text(str(CASES - 1))
    expect(page.locator(".nav .dot")).to_have_text(str(CASES - 1))


def test_t_reaches_every_queue_in_turn_and_each_shows_its_keys(live, lin, full_desk):
    page = live.opens(lin, "/moderation/reported")
    for queue in ("held", "newcomers", "appeals", "decided", "reported"):
        page.keyboard.press("t")
        page.wait_for_url(f"**/moderation/{queue}")
        page.keyboard.press("?")
        expect(page.locator("#desk-keys")).to_be_visible()
