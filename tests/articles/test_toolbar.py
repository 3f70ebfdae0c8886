"""The editor's buttons and keys write Markdown; without JavaScript one types it."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_article


@pytest.fixture
def window(live, wen):
    return live.opens(wen, "/write")


@pytest.fixture
def area(window):
    return window.get_by_role("textbox", name="Text")


@pytest.mark.parametrize(
    ("button", "written"),
    [
        ("Bold", "**tea**"),
        ("Emphasis", "*tea*"),
        ("Heading", "## tea"),
        ("Quotation", "> tea"),
        ("List", "- tea"),
        ("Numbered list", "1. tea"),
        ("Code", "`tea`"),
        ("Link", "[tea](https://)"),
    ],
)
def test_a_button_marks_what_is_chosen(window, area, button, written):
    area.fill("tea")
    area.select_text()
    window.get_by_role("button", name=button, exact=True).click()
    expect(area).to_have_value(written)


def test_pressed_again_the_mark_is_gone(window, area):
    area.fill("tea")
    area.select_text()
    for _ in range(2):
        area.press("Control+b")
    expect(area).to_have_value("tea")


def test_the_browsers_own_undo_takes_it_back(window, area):
    area.type("tea")
    area.select_text()
    area.press("Control+i")
    expect(area).to_have_value("*tea*")
    area.press("Control+z")
    expect(area).to_have_value("tea")


def test_a_footnote_gets_the_next_number_and_its_place_below(window, area):
    area.fill("tea[^1]\n\n[^1]: hot")
    area.press("Control+Home")
    window.get_by_role("button", name="Footnote").click()
    expect(area).to_have_value("[^2]tea[^1]\n\n[^1]: hot\n\n[^2]: What is to be added.")


def test_enter_goes_on_with_a_list_and_ends_it(window, area):
    area.fill("3. green")
    area.press("Control+End")
    area.press("Enter")
    area.type("black")
    area.press("Enter")
    area.press("Enter")
    expect(area).to_have_value("3. green\n4. black\n\n")


def test_the_toolbar_is_one_stop_and_has_arrows(window):
    bold = window.get_by_role("button", name="Bold", exact=True)
    bold.focus()
    bold.press("ArrowRight")
    expect(window.get_by_role("button", name="Emphasis", exact=True)).to_be_focused()
    assert window.locator('.toolbar [tabindex="0"]').count() == 1


def test_a_film_plays_in_place_once_it_is_asked_for(live, wen, guest):
    words = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    article = make_article(by=wen.user, body=words)
    page = live.opens(guest, article.url)
    assert page.locator("iframe").count() == 0
    assert not live.complaints
    with page.expect_request("https://www.youtube-nocookie.com/**"):
        page.locator("a[data-player]").click()
    source = page.locator("iframe.film__player").get_attribute("src")
    assert source == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    # This once a reader has asked for it.
    live.complaints.clear()
