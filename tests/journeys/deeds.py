"""What people do in their windows, the same with script and without."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.accounts.mailbox import link_in
from tests.factories import PASSWORD
from tests.media.pictures import picture

Letters = Callable[..., list[EmailMessage]]


def picture_file(folder: Path, name: str, size: tuple[int, int] = (900, 600)) -> Path:
    """Lay a picture on somebody's disk."""
    path = folder / name
    path.write_bytes(picture(size))
    return path


def brings_picture(page: Page, file: Path, alt: str, *, javascript: bool) -> None:
    """Put a picture into the text that is being written."""
    if javascript:
        page.locator("[data-upload-into]").set_input_files(file)
        expect(page.locator("#body")).to_have_value(re.compile(r"!\[\]\(/media/"))
        page.keyboard.type(alt)  # The caret stands between the brackets.
        return expect(page.locator("#body")).to_have_value(re.compile(rf"!\[{alt}\]\(/media/"))
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Add a picture").click()
    beside = opened.value
    beside.get_by_label("Picture").set_input_files(file)
    beside.get_by_label("What does it show?").fill(alt)
    beside.get_by_role("button", name="Upload").click()
    line = beside.locator("pre code").inner_text()
    beside.close()
    return page.locator("#body").fill(f"{page.locator('#body').input_value()}\n\n{line}\n")


def signs_up(page: Page, name: str) -> None:
    """Fill in the form of the sign-up page and send it."""
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("E-mail address").fill(f"{name}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("I have read the house rules").check()
    page.get_by_role("main").get_by_role("button", name="Sign up").click()


def signs_in(page: Page, name: str) -> None:
    """Fill in the form of the sign-in page and send it."""
    page.get_by_label("Name or e-mail address").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def confirms(page: Page, letters: Letters, name: str) -> None:
    """Open the link of the letter that came, and say yes."""
    page.goto(link_in(letters(to=f"{name}@example.org")[0]))
    page.get_by_role("button", name="Yes, confirm it").click()


def comment_with(page: Page, words: str) -> Locator:
    """Return the comment on the page that says this."""
    return page.locator(".comment").filter(has=page.get_by_text(words))


def box(page: Page) -> Locator:
    """Return where one writes a comment. (Not found by its label: Mei reads Chinese.)"""
    return page.locator("textarea[name=body]").first


def posts(page: Page, words: str) -> Locator:
    """Send the comment that stands in the box that was opened last; return it where it stands."""
    composer = page.locator(".composer").filter(has=page.locator("textarea:focus"))
    composer.locator(".button--primary").click()
    said = comment_with(page, words)
    expect(said).to_be_visible()
    return said


def says(page: Page, words: str) -> Locator:
    """Write a comment on the page of an article and return it, once it stands there."""
    box(page).fill(words)
    return posts(page, words)


def replies(page: Page, to: str, words: str) -> Locator:
    """Answer the comment that says `to`, and return the answer once it stands there."""
    comment_with(page, to).locator("a[href*=parent_id]").click()
    page.locator(".composer:has([name=parent_id]) textarea").fill(words)
    return posts(page, words)


def likes(within: Locator) -> None:
    """Press the heart, and see that it is pressed."""
    within.locator("form[action$='/like'] button").click()
    heart = within.locator("form[action$='/like'] button")
    expect(heart).to_have_attribute("aria-pressed", "true")


def reports(page: Page, comment: Locator, rule: str, note: str) -> None:
    comment.locator("a[href$='/report']").click()
    page.locator(f"[name=rule][value={rule}]").check()
    page.locator("[name=note]").fill(note)
    page.locator(".report .button--primary").click()
    expect(page.locator(".comment .notice--good, .notices")).to_be_visible()


def case_with(page: Page, words: str) -> Locator:
    """Return the case at the desk that is about these words."""
    return page.locator(".case").filter(has=page.get_by_text(words))


def decides(page: Page, words: str, what: str, rule: str = "", note: str = "") -> None:
    """Decide one case of the queue that is open."""
    case = case_with(page, words)
    if rule:
        case.locator(".case__remove summary").click()
        case.locator(f"[name=rule][value={rule}]").check()
    if note:
        case.get_by_role("textbox").fill(note)
    case.get_by_role("button", name=what, exact=True).click()
    said = page.locator(".case--decided, .notices").filter(has_text=f"{what}d.")
    expect(said.first).to_be_visible()
    expect(case).to_have_count(0)


def is_focused(page: Page, place: Locator) -> bool:
    return bool(place.evaluate("one => one === document.activeElement"))
