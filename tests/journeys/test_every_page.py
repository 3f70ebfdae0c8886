"""What must hold on every page: nothing axe-core or the Nu HTML checker finds, no way sideways, no
layout that shifts, nothing asked of other hosts, no error in the console (see tests/browser.py)."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page as Window

from tests.browser import Live
from tests.cast import Person
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
def pages(tom, mei, lin, wen):
    return lay_out(tom, mei, lin, wen)


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
        found += [f"{where.name}: {one}" for one in _faults_by_day_and_night(live, page)]
        shifts = page.evaluate("window.shifts")
        if sum(shift[0] for shift in shifts) > MAX_SHIFT:
            found.append(f"{where.name} shifts: {json.dumps(shifts)}")
        found += [
            f"{where.name} breaks the policy: {one}" for one in page.evaluate("window.broken")
        ]
        found += [f"{where.name} is too wide: {one}" for one in page.evaluate(TOO_WIDE)]
    return found


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


def test_the_html_of_every_page_and_refused_form_holds(mei, wen, guest, pages):
    answers = _refused(mei, wen, guest)
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
    return {
        address: person.submits(address, status=422, **fields)
        for address, (person, fields) in sends.items()
    }
