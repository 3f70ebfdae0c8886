"""Talk in place: without a mouse, page after page, twice at once, in two windows."""

import pytest
from playwright.sync_api import Page, expect

from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from tests.factories import ago, make_article, make_comment
from tests.journeys.deeds import box, comment_with, says, signs_in

MANY = 55


@pytest.fixture
def article(wen):
    return make_article(by=wen.user, title="Cats of the tea house")


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def javascript(request):
    return request.param


@pytest.fixture
def talk(article, mei):
    """More threads than a page holds, the newest the last."""
    return [
        make_comment(article, by=mei.user, body=f"Cup no. {n}.", created_at=ago(minutes=MANY - n))
        for n in range(MANY)
    ]


def tabs_to(page: Page, what: str, limit: int = 80) -> None:
    """Press Tab until this has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.locator(f"{what}:focus").count():
            return
    raise AssertionError(f"Tab does not lead to {what}")


def test_without_a_mouse(live, mei, lin, article, javascript):
    said = make_comment(article, by=lin.user, body="Welcome in.")
    page = live.opens(mei, article, javascript=javascript)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    tabs_to(page, ".article__actions [action$='/like'] button")
    page.keyboard.press("Enter")
    liked = page.locator(".article__actions [action$='/like'] button")
    expect(liked).to_have_attribute("aria-pressed", "true")
    if javascript:
        expect(liked).to_be_focused()
    tabs_to(page, "textarea[name=body]")
    page.keyboard.type("By hand.")
    tabs_to(page, ".composer .button--primary")
    page.keyboard.press("Enter")
    expect(comment_with(page, "By hand.")).to_be_visible()
    page.goto(f"{article.url}#comment-{said.id}")
    tabs_to(page, f"#comment-{said.id} a[href$='/report']")
    page.keyboard.press("Enter")
    if not javascript:
        page.wait_for_url("**/report")
    page.locator("[name=rule]").first.wait_for()
    if not page.locator("[name=rule]:focus").count():
        tabs_to(page, "[name=rule]")
    page.keyboard.press("Space")
    tabs_to(page, "[name=note]")
    page.keyboard.type("For the test.")
    tabs_to(page, ".report .button--primary")
    page.keyboard.press("Enter")
    expect(page.locator(".notice--good, .notices")).to_be_visible()


def test_each_thing_that_has_the_focus_shows_it(live, mei, article):
    make_comment(article, body="Welcome in.")
    page = live.opens(mei, article)
    for _ in range(45):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one);
                if (one === document.body || one.matches("textarea")) return "";
                const shows = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
                    || style.boxShadow !== "none";
                return shows || one.closest("label") ? "" : one.outerHTML.slice(0, 200);
            }"""
        )
        assert not seen, seen


def test_a_reply_in_place_can_be_called_off_and_taken_up(live, mei, lin, article):
    make_comment(article, by=lin.user, body="Welcome in.")
    page = live.opens(mei, article)
    link = comment_with(page, "Welcome in.").locator("a[href*=parent_id]")
    link.click()
    reply = page.locator(".composer:has([name=parent_id]) textarea")
    expect(reply).to_be_focused()
    page.locator("[data-close]").click()
    expect(reply).to_have_count(0)
    expect(link).to_be_focused()
    link.click()
    reply.fill("Thank you.")
    page.locator(".composer:has([name=parent_id]) .button--primary").click()
    said = comment_with(page, "Thank you.")
    expect(said).to_be_focused()
    expect(reply).to_have_count(0)
    expect(page.locator("#announcer")).not_to_be_empty()
    assert said.evaluate("one => !!one.closest('.thread__replies')")


def test_own_words_are_changed_and_deleted_in_place(live, mei, article):
    page = live.opens(mei, article)
    said = says(page, "Frist!")
    said.locator("a[href$='/edit']").click()
    page.locator(".composer [name=version] ~ * textarea, .comment textarea").first.fill("First!")
    page.locator(".comment .composer .button--primary").click()
    changed = comment_with(page, "First!")
    expect(changed).to_be_focused()
    changed.locator("a[href$='/delete']").click()
    page.locator(".composer .button--danger").click()
    expect(page.locator("[data-state=deleted]")).to_be_focused()
    assert page.url.endswith(article.url)


def test_more_comments_follow(live, mei, article, talk, javascript):
    page = live.opens(mei, article, javascript=javascript)
    assert talk, "the threads stand before the page is opened"
    seen = _bodies(page)
    while (link := page.locator(".pager a[data-target='#threads']")).count():
        before = page.url
        link.click()
        if javascript:
            expect(page.locator(".thread__branch")).not_to_have_count(len(seen))
            seen = _bodies(page)
            expect(page.locator("#announcer")).not_to_be_empty()
            assert page.url == before
        else:
            seen += _bodies(page)
    assert seen == [f"Cup no. {n}." for n in reversed(range(MANY))]


def test_with_script_the_focus_goes_to_the_first_that_is_new(live, mei, article, talk):
    page = live.opens(mei, article)
    shown = page.locator(".thread__branch").count()
    page.locator(".pager a[data-target='#threads']").click()
    expect(page.locator(".thread__branch")).not_to_have_count(shown)
    first = page.locator(".thread__branch").nth(shown)
    assert first.evaluate("one => one.contains(document.activeElement)")


@pytest.mark.parametrize("which", [0, 20, MANY - 1])
def test_a_permanent_link_opens_the_page_where_the_comment_stands(live, article, talk, which):
    page = live.opens(None, f"/comments/{talk[which].id}")
    place = page.locator(f"#comment-{talk[which].id}")
    expect(place).to_contain_text(f"Cup no. {which}.")
    expect(place).to_be_in_viewport()
    assert place.evaluate("one => one.matches(':target')")


def test_a_double_click_likes_once(live, mei, article):
    page = live.opens(mei, article)
    page.locator(".article__actions [action$='/like'] button").dblclick()
    page.wait_for_load_state("networkidle")
    assert _as_it_is(article).like_count in (0, 1)
    page.reload()
    heart = page.locator(".article__actions [action$='/like'] button")
    pressed = heart.get_attribute("aria-pressed") == "true"
    assert _as_it_is(article).like_count == int(pressed)


def test_a_double_click_posts_once(live, mei, article, javascript):
    page = live.opens(mei, article, javascript=javascript)
    box(page).fill("Click click.")
    page.locator(".composer .button--primary").dblclick()
    expect(comment_with(page, "Click click.")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert db.session.query(Comment).count() == 1


def test_two_windows_like_once(live, mei, article):
    first, second = live.opens(mei, article), live.opens(mei, article)
    for page in (first, second):
        page.locator(".article__actions [action$='/like'] button").click()
        heart = page.locator(".article__actions [action$='/like'] button")
        expect(heart).to_have_attribute("aria-pressed", "true")
    assert _as_it_is(article).like_count == 1


def test_signed_out_in_one_window_the_other_keeps_the_words(live, mei, article):
    first, second = live.opens(mei, article), live.opens(mei, article)
    box(second).fill("Still here?")
    first.goto("/sign-out")
    first.locator("main .button--primary").click()
    first.wait_for_url("**/")
    second.locator(".composer .button--primary").click()
    second.wait_for_url("**/sign-in?**")
    assert db.session.query(Comment).count() == 0
    signs_in(second, "mei")
    expect(box(second)).to_have_value("Still here?")


def _bodies(page: Page) -> list[str]:
    return page.locator(".comment__body").all_inner_texts()


def _as_it_is(article: Article) -> Article:
    return db.session.get(Article, article.id, populate_existing=True)
