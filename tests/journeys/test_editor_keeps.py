"""The editor in a browser: a closed window loses nothing, two windows and two people overwrite nothing."""

import pytest
from playwright.sync_api import expect

from community.articles.draft_models import Autosave
from community.articles.models import Article
from community.extensions import db
from community.sessions import Session
from tests.factories import make_article
from tests.journeys.deeds import signs_in

BODY = "我们今天去茶馆喝茶。外面下雨。\n\nThe cat sleeps."
WORDS = "Rain on the roof,\n\ntea in the cup."


@pytest.fixture
def story(wen):
    return make_article(by=wen.user, title="Tea", body=BODY)


def text(page):
    return page.locator("[name=body]")


def state(page):
    return page.locator("[data-autosave-state]")


def types(page, words):
    """Type over the whole text, and wait until it is kept."""
    text(page).fill(words)
    expect(state(page)).to_contain_text("Saved")
    expect(text(page)).to_have_js_property("defaultValue", words)


def test_a_closed_window_loses_nothing(live, wen):
    page = live.opens(wen, "/write")
    page.locator("[name=title]").fill("Rain")
    types(page, WORDS)
    elsewhere = live.opens(wen, "/write")
    page.close()
    expect(text(elsewhere)).to_have_value(WORDS)
    expect(elsewhere.locator(".editor__unsaved")).to_contain_text("You left something unsaved")
    live.finds_no_fault(elsewhere)
    elsewhere.get_by_role("button", name="Save draft").click()
    expect(elsewhere.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(text(elsewhere)).to_have_value(WORDS)
    db.session.rollback()
    assert not db.session.query(Autosave).count()


def test_what_was_typed_in_the_last_second_is_in_the_browser(live, wen, story):
    page = live.opens(wen, f"{story.url}/edit")
    types(page, "Kept by the server.")
    again = page.context.new_page()
    page.route("**/autosave", lambda route: route.abort())
    text(page).fill("Kept by the server. And this by the browser.")
    page.close()
    again.goto(f"{story.url}/edit")
    expect(text(again)).to_have_value("Kept by the server. And this by the browser.")
    live.complaints.clear()


def test_it_says_so_when_the_server_is_away_and_tries_again(live, wen, story):
    page = live.opens(wen, f"{story.url}/edit")
    page.route("**/autosave", lambda route: route.abort())
    text(page).fill("Typed on a train.")
    expect(state(page)).to_contain_text("no connection")
    page.unroute("**/autosave")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(state(page)).to_contain_text("Saved")
    live.complaints.clear()  # Chromium says in the console that a request failed.


def test_saved_words_do_not_come_back_as_unsaved(live, wen, story):
    page = live.opens(wen, f"{story.url}/edit")
    types(page, "Once.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**{story.url}")
    page.goto(f"{story.url}/edit")
    expect(text(page)).to_have_value("Once.")
    expect(page.locator(".editor__unsaved")).to_have_count(0)


def test_thrown_away_words_do_not_come_back(live, wen, story):
    page = live.opens(wen, f"{story.url}/edit")
    types(page, "Never mind.")
    page.reload()
    page.get_by_role("button", name="Throw it away").click()
    expect(text(page)).to_have_value(BODY)
    page.reload()
    expect(text(page)).to_have_value(BODY)


def test_two_windows_of_one_person_are_told_of_each_other(live, wen, story):
    first = live.opens(wen, f"{story.url}/edit")
    second = live.opens(wen, f"{story.url}/edit")
    types(first, "From the first.")
    text(second).fill("From the second.")
    notice = second.locator("[data-autosave-elsewhere]")
    expect(notice).to_contain_text("open elsewhere")
    expect(text(second)).to_have_value("From the second.")
    live.finds_no_fault(second)
    second.get_by_role("button", name="Keep what is here instead").click()
    expect(notice).to_be_hidden()
    expect(state(second)).to_contain_text("Saved")
    text(first).fill("From the first, again.")
    expect(first.locator("[data-autosave-elsewhere]")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_two_people_put_their_changes_together(live, wen, ada, story, javascript):
    page = live.opens(wen, f"{story.url}/edit", javascript=javascript)
    hers = BODY.replace("下雨", "下雪").replace("cat", "dog")
    ada.submits(f"{story.url}/edit", body=hers)
    text(page).fill(BODY.replace("下雨", "刮风"))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Put both versions together")).to_be_visible()
    expect(text(page)).to_have_value(BODY.replace("下雨", "刮风").replace("cat", "dog"))
    if javascript:
        live.finds_no_fault(page)
    page.get_by_label("The saved one").check()
    page.get_by_role("button", name="Put together as chosen").click()
    expect(text(page)).to_have_value(hers)
    text(page).fill(hers + "\n\nAnd mine.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**{story.url}")
    db.session.rollback()
    assert db.session.get(Article, story.id).body == hers + "\n\nAnd mine."


def test_after_signing_in_elsewhere_it_goes_on(live, wen, story):
    page = live.opens(wen, f"{story.url}/edit")
    db.session.query(Session).delete()
    db.session.commit()
    text(page).fill("Typed while signed out.")
    expect(state(page)).to_contain_text("signed out")
    other = page.context.new_page()
    other.goto("/sign-in")
    signs_in(other, "wen")
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.evaluate("setTimeout(() => dispatchEvent(new Event('focus')), 500)")
    expect(state(page)).to_contain_text("Saved")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**{story.url}")
    expect(page.get_by_text("Typed while signed out.")).to_be_visible()


def test_a_window_that_is_loaded_anew_goes_on(live, wen, story):
    page = live.opens(wen, f"{story.url}/edit")
    types(page, "One.")
    text(page).fill("One. Two.")
    page.reload()
    expect(text(page)).to_have_value("One. Two.")
    types(page, "One. Two. Three.")
    expect(page.locator("[data-autosave-elsewhere]")).to_be_hidden()


def test_versions_are_compared_and_brought_back_by_keyboard(live, wen, story):
    wen.submits(f"{story.url}/edit", body=BODY.replace("下雨", "下雪"))
    page = live.opens(wen, f"{story.url}/edit", width=390)
    page.get_by_role("link", name="Earlier versions").press("Enter")
    live.finds_no_fault(page)
    page.get_by_role("link", name="Version 2").press("Enter")
    expect(page.locator(".diff__gone")).to_contain_text("雨")
    live.finds_no_fault(page)
    page.get_by_role("link", name="Earlier", exact=True).press("Enter")
    page.get_by_role("button", name="Bring this version back").press("Enter")
    expect(page.get_by_text("Version 1 is back, as a new version.")).to_be_visible()
    expect(text(page)).to_have_value(BODY)
