"""What was refused in place can be mended there: the form stays, and so do the words."""

import pytest
from playwright.sync_api import expect

from community.comments import actions
from community.comments.models import Comment
from community.extensions import db
from tests.factories import kept, make_article, make_comment
from tests.journeys.deeds import comment_with, likes, says, signs_in


@pytest.fixture
def article(wen):
    return make_article(by=wen.user, title="Cats of the tea house")


def test_a_refused_reply_can_be_called_off_and_is_opened_once(live, mei, lin, article):
    make_comment(article, by=lin.user, body="Welcome in.")
    page = live.opens(mei, article)
    link = comment_with(page, "Welcome in.").locator("a[href*=parent_id]")
    link.click()
    box = page.locator(".composer:has([name=parent_id]) textarea")
    box.fill("\u200b")  # More than nothing for the browser, blank for the site.
    page.locator(".composer:has([name=parent_id]) .button--primary").click()
    expect(box).to_have_attribute("aria-invalid", "true")
    link.click()
    expect(box).to_have_count(1)
    page.locator("[data-close]").click()
    expect(box).to_have_count(0)
    expect(link).to_be_focused()


def test_words_changed_in_another_window_are_shown_and_can_be_saved_over(live, mei, article):
    own = make_comment(article, by=mei.user, body="First")
    page = live.opens(mei, article)
    page.locator("a[href$='/edit']").click()
    editor = page.locator(f"#edit-{own.id}")
    editor.fill("Third")
    actions.edit(own, body="Second", by=mei.user)
    kept(own)
    save = page.locator(f"form:has(#edit-{own.id}) .button--primary")
    save.click()
    expect(page.locator(".composer .quoted")).to_have_text("Second")
    expect(editor).to_have_value("Third")
    save.click()
    expect(comment_with(page, "Third")).to_be_focused()


def test_a_report_is_made_in_place(live, mei, lin, article):
    make_comment(article, by=lin.user, body="Welcome in.")
    page = live.opens(mei, article)
    said = comment_with(page, "Welcome in.")
    said.locator("a[href$='/report']").click()
    live.finds_no_fault(page)
    said.locator("[data-close]").click()
    said.locator("a[href$='/report']").click()
    said.locator(".report .button--primary").click()
    if said.locator(".report [name=rule][required]").count() == 0:
        expect(said.locator(".report .field__errors")).to_be_visible()
    said.locator("[name=rule][value=kind]").check()
    said.locator(".report .button--primary").click()
    expect(said.locator(".notice--good")).to_be_focused()
    expect(said.locator(".report")).to_have_count(0)


def test_a_page_grown_old_says_that_it_wants_to_be_reloaded(live, lin, article, wen):
    make_comment(article, by=wen.user, body="Welcome in.")
    page = live.opens(lin, article)
    for token in page.locator("[name=csrf_token]").all():
        token.evaluate("one => one.value = 'old'")
    page.locator("#comment").fill("Still here?")
    page.locator(".composer .button--primary").click()
    expect(page.locator("[data-complaint]")).to_contain_text("Reload it")
    page.reload()
    expect(page.locator("#comment")).to_have_value("Still here?")


def test_a_preview_that_meets_a_sign_in_leads_back_to_the_page(live, mei, article):
    first, second = live.opens(mei, article), live.opens(mei, article)
    second.locator("#comment").fill("Still **here**?")
    first.goto("/sign-out")
    first.locator("main .button--primary").click()
    first.wait_for_url("**/")
    second.locator("[data-preview=show]").first.click()
    second.wait_for_url("**/sign-in?**")
    signs_in(second, "mei")
    second.wait_for_url(f"**{article.url}")
    expect(second.locator("#comment")).to_have_value("Still **here**?")


def test_where_nothing_can_be_stored_all_else_goes_on(live, mei, lin, article):
    make_comment(article, by=lin.user, body="Welcome in.")
    page = live.opens(mei)
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
            Object.defineProperty(window, name, { get() { throw new DOMException("no"); } });"""
    )
    page.goto(article.url)
    likes(comment_with(page, "Welcome in."))
    expect(says(page, "All the same.")).to_be_focused()
    assert db.session.query(Comment).count() == 2
