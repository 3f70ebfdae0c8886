"""What must hold on every page: nothing axe-core or the Nu HTML checker finds, no way sideways, no
layout that shifts, nothing asked of other hosts, no error in the console (see tests/browser.py)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page as Window

from tests.browser import Live
from tests.cast import Person
from tests.journeys.desk_pages import RULES, lay_out_desk
from tests.journeys.every_page import Where, lay_out
from tests.nu import faults
from tests.page import Page

MAX_SHIFT = 0.02
WATCH = """
window.shifts = [];
window.broken = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(
    [entry.value, ...entry.sources.map(({ node }) => (node?.outerHTML ?? "").slice(0, 120))]);
}).observe({ type: "layout-shift", buffered: true });
document.addEventListener("securitypolicyviolation", (event) =>
  window.broken.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > room + 0.5)
    .map((one) => one.outerHTML.slice(0, 120))
    .slice(0, 3);
}"""


@pytest.fixture
def pages(tom, mei, lin, wen, ada):
    return [*lay_out(tom, mei, lin, wen), *lay_out_desk(lin, mei, ada)]


def looks_at(live: Live, pages: list[Where], **window: object) -> list[str]:
    """Walk through all pages in one window for each person; return what is wrong with them."""
    found: list[str] = []
    windows = {}
    for where in pages:
        if where.who not in windows:
            windows[where.who] = live.window(where.who, **window)
            windows[where.who].add_init_script(WATCH)
        page = windows[where.who]
        answer = page.goto(where.address)
        assert answer.status == where.status, f"{where.name}: {answer.status}"
        found += [f"{where.name} {one}" for one in _wrong_with(live, page)]
    return found


def _wrong_with(live: Live, page: Window) -> Iterator[str]:
    """Yield what is wrong with a page as it stands in a window."""
    yield from _faults_by_day_and_night(live, page)
    shifts = page.evaluate("window.shifts")
    if sum(shift[0] for shift in shifts) > MAX_SHIFT:
        yield f"shifts: {json.dumps(shifts)}"
    yield from (f"breaks the policy: {one}" for one in page.evaluate("window.broken"))
    yield from (f"is too wide: {one}" for one in page.evaluate(TOO_WIDE))


def _faults_by_day_and_night(live: Live, page: Window) -> Iterator[str]:
    """Ask axe-core about all of the page by day, and about its colours at night."""
    for scheme, rules in (("light", None), ("dark", ["color-contrast"])):
        page.emulate_media(color_scheme=scheme)
        try:
            live.finds_no_fault(page, rules)
        except AssertionError as error:
            yield f"{scheme}: {error}"


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_has_a_fault(live, pages, width):
    found = looks_at(live, pages, width=width)
    assert not found, "\n\n".join(found)


@pytest.mark.parametrize("width", [390, 1280])
def test_what_a_trial_of_words_found_has_no_fault(live, lin, pages, width):
    page = live.opens(lin, "/moderation/words", width=width)
    page.get_by_label("Words, one a line").fill("Mochi\ntea\n/[a-z]+/")
    page.get_by_role("radio", name="Hold: a moderator reads them first").check()
    page.get_by_role("button", name="Try on the last comments").click()
    page.wait_for_selector("#trial mark")
    live.finds_no_fault(page)
    assert not page.evaluate(TOO_WIDE)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_decision_that_can_be_undone_has_no_fault(live, lin, pages, width):
    page = live.opens(lin, "/moderation/comments/11", width=width)
    page.get_by_role("button", name="Approve").click()
    page.wait_for_selector(".undo")
    live.finds_no_fault(page)
    assert not page.evaluate(TOO_WIDE)


def test_the_html_of_every_page_and_refused_form_holds(mei, wen, lin, ada, guest, pages):
    answers = _refused(mei, wen, guest) | _refused_at_the_desk(lin, ada, guest)
    for where in pages:
        answers[where.name] = (where.who or guest).visits(where.address, where.status)
    found = faults({name: page.html for name, page in answers.items()})
    assert not found, "\n".join(found)


def _refused(mei: Person, wen: Person, guest: Person) -> dict[str, Page]:
    sends = {
        "/sign-up": (guest, {"username": ""}),
        "/sign-in": (guest, {"login": ""}),
        "/reset-password": (guest, {"email": "nobody"}),
        "/settings/profile": (mei, {"bio": "x" * 5000}),
        "/settings/languages": (mei, {"language": "tlh"}),
        "/settings/account": (mei, {"email": "nobody"}),
        "/settings/security": (mei, {"new_password": "short"}),
        "/write": (wen, {"title": "x" * 300, "action": "publish"}),
        "/articles/mao/comments": (mei, {"body": " "}),
        "/articles/mao/report": (mei, {"rule": "none"}),
    }
    return _refusals(sends)


def _refused_at_the_desk(lin: Person, ada: Person, guest: Person) -> dict[str, Page]:
    long = "茶 <b>tea</b> " * 3_000
    sends = {
        "/admin": (ada, {"links": "999", "mode": "whim"}),
        "/legal/report": (guest, {"address": "nowhere", "explanation": "", "good_faith": None}),
        "/moderation/articles/1/thread": (lin, {"mode": "whim", "slow_seconds": "-1"}),
        "/moderation/comments/11": (lin, {"decision": "remove", "rule": "none", "note": long}),
        "/moderation/appeals/1": (ada, {"decision": "shrug", "note": long}),
        "/moderation/handovers": (lin, {"text": " "}),
        "/moderation/shifts": (lin, {"weekday": "8", "starts": "", "hours": "0"}),
        "/moderation/texts": (lin, {"title": "", "rule": "none", "text_en": long}),
        "/moderation/users/tom": (lin, {"sanction": "hug", "days": "-4", "note": long}),
        "/moderation/users/tom/notes": (lin, {"text": long}),
        "/moderation/words": (lin, RULES | {"words": "/(/\n*", "effect": "none"}),
    }
    return _refusals(sends)


def _refusals(sends: dict[str, tuple[Person, dict[str, Any]]]) -> dict[str, Page]:
    return {
        address: person.submits(address, status=422, **fields)
        for address, (person, fields) in sends.items()
    }
