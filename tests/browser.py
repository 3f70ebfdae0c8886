"""The site in a real Chromium: a server on a free port, and people with a window of their own.

    def test_tom_likes_without_a_mouse(live, tom):
        page = live.opens(tom, article, width=390)      # a Playwright page, signed in as tom
        page.keyboard.press("Tab")
        ...
        live.finds_no_fault(page)                       # axe-core

A window that asks anything of another host, that logs an error, or whose page breaks the
Content-Security-Policy fails the test.
"""

import shutil
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from community.extensions import db
from tests.cast import Person, Thing, address_of

HOST = "127.0.0.1"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "Chromium was not found: install Debian's `chromium` (and `fonts-noto-cjk`)"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
# A page may show the error that a test provokes; Chromium logs the status of every such answer.
EXPECTED = ("Failed to load resource: the server responded with a status of 4",)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start Debian's Chromium; its sandbox does not work for root, which build machines are."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if not found:
        pytest.skip(MISSING)
    return browser_type_launch_args | {"executable_path": found, "args": FLAGS}


class Live:
    """The site as served on `url`, and the windows that people have open on it."""

    def __init__(self, app: Flask, browser: Browser) -> None:
        self.app = app
        self.browser = browser
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []
        self.scriptless: list[Page] = []
        self.server = make_server(HOST, 0, app, threaded=True)
        # What a page sends as it is left is answered before the next test has the database.
        self.server.daemon_threads = False
        self.url = f"http://{HOST}:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def window(
        self,
        person: Person | None = None,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        javascript: bool = True,
        locale: str = "en-GB",
        **options: Any,
    ) -> Page:
        """Open an empty window of someone's, signed in if they are; of a guest otherwise."""
        db.session.commit()
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale=locale,
            reduced_motion="reduce",
            **options,
        )
        self.contexts.append(context)
        if person and (cookie := person.client.get_cookie("teahouse")):
            context.add_cookies([{"name": "teahouse", "value": cookie.value, "url": self.url}])
        context.set_default_timeout(10_000)
        page = context.new_page()
        if not javascript:
            self.scriptless.append(page)
        page.on("request", lambda request: self._watch(request.url))
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"JavaScript: {error}"))
        return page

    def opens(self, person: Person | None, where: Thing = "/", **window: Any) -> Page:
        """Open a window on a page of the site; `window` takes what `window()` takes."""
        page = self.window(person, **window)
        page.goto(address_of(where))
        return page

    def finds_no_fault(self, page: Page, rules: list[str] | None = None) -> None:
        """Fail if axe-core finds anything wrong with the page as it stands, by all rules or by some."""
        assert page not in self.scriptless, "axe-core needs a window with JavaScript"
        options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
        found = Axe().run(page, options=options)
        said = [
            f"{fault['id']} ({fault['impact']}): {node['html'][:200]} {node['failureSummary']}"
            for fault in found.response["violations"]
            for node in fault["nodes"]
        ]
        assert not said, f"{page.url}\n" + "\n".join(said)

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
        assert not self.complaints, "\n".join(self.complaints)

    def _watch(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname != HOST:
            self.complaints.append(f"A request left the site: {url}")

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and not text.startswith(EXPECTED):
            self.complaints.append(f"The console says: {text}")


@pytest.fixture
def live(app: Flask, browser: Browser) -> Iterator[Live]:
    """The site served on a port of its own, for one test."""
    served = Live(app, browser)
    yield served
    served.close()
