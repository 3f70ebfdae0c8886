"""What was typed is there again after a sign-in, an ended session, a closed window, a refusal."""

import pytest
from playwright.sync_api import expect

from community.extensions import db
from community.sessions import Session
from tests.factories import make_article, make_comment
from tests.journeys.deeds import box, comment_with, says, signs_in

WORDS = "Rain on the roof,\n\ntea in the cup."


@pytest.fixture
def article(wen):
    return make_article(by=wen.user, title="Cats of the tea house")


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def javascript(request):
    return request.param


def ends_all_sessions():
    db.session.query(Session).delete()
    db.session.commit()


def test_words_of_a_guest_survive_the_sign_in(live, tom, article, javascript):
    page = live.opens(None, article, javascript=javascript)
    box(page).fill(WORDS)
    page.locator(".composer .button--primary").click()
    signs_in(page, "tom")
    expect(box(page)).to_have_value(WORDS)
    page.locator(".composer .button--primary").click()
    expect(comment_with(page, "tea in the cup")).to_be_visible()
    page.goto(article.url)
    expect(box(page)).to_have_value("")


def test_words_survive_a_session_that_ended(live, tom, article, javascript):
    page = live.opens(tom, article, javascript=javascript)
    ends_all_sessions()
    box(page).fill(WORDS)
    page.locator(".composer .button--primary").click()
    page.wait_for_url("**/sign-in?**")
    signs_in(page, "tom")
    expect(box(page)).to_have_value(WORDS)


def test_a_reply_survives_a_session_that_ended_and_still_is_a_reply(live, tom, article, javascript):
    first = make_comment(article, body="Who pours?")
    page = live.opens(tom, article, javascript=javascript)
    comment_with(page, "Who pours?").get_by_role("link", name="Reply").click()
    expect(page.locator(".composer [name=parent_id]")).to_have_count(1)
    ends_all_sessions()
    page.locator(".composer:has([name=parent_id]) textarea").fill("I do.")
    page.locator(".composer:has([name=parent_id]) .button--primary").click()
    signs_in(page, "tom")
    expect(page.locator(".composer [name=parent_id]")).to_have_value(str(first.id))
    expect(box(page)).to_have_value("I do.")


def test_a_long_article_survives_a_session_that_ended(live, wen, javascript):
    page = live.opens(wen, "/write", javascript=javascript)
    page.locator("[name=title]").fill("Rain")
    page.locator("[name=body]").fill(WORDS * 500)
    ends_all_sessions()
    page.get_by_role("button", name="Save draft").click()
    signs_in(page, "wen")
    expect(page.locator("[name=title]")).to_have_value("Rain")
    expect(page.locator("[name=body]")).to_have_value(WORDS * 500)


def test_words_survive_a_closed_window(live, tom, article):
    page = live.opens(tom, article)
    box(page).fill(WORDS)
    again = page.context.new_page()
    page.close()
    again.goto(article.url)
    expect(box(again)).to_have_value(WORDS)
    # Nobody knows how long these words took, so no clock says that they came at once.
    expect(again.locator(".composer [name=shown_at]")).to_have_count(0)


def test_words_that_were_sent_do_not_come_back(live, mei, article):
    page = live.opens(mei, article)
    says(page, "Only once")
    page.reload()
    expect(box(page)).to_have_value("")


def test_words_survive_when_the_server_is_away(live, mei, article):
    page = live.opens(mei, article)
    page.route("**/comments", lambda route: route.abort())
    box(page).fill(WORDS)
    page.locator(".composer .button--primary").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(box(page)).to_have_value(WORDS)
    page.unroute("**/comments")
    page.locator(".composer .button--primary").click()
    expect(comment_with(page, "tea in the cup")).to_be_visible()
    live.complaints.clear()  # Chromium says in the console that a request failed.
