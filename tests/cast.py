"""The cast, and what each of them can do.

*mei* 梅 writes in Chinese and is known, *tom* came yesterday and writes in English, *lin* moderates,
*wen* is an author, *ada* administers, *eve* never confirmed her address, *dan* is banned, *guest* is
signed out.

    page = tom.visits(article)                  # as a browser: follows redirects, checks the page
    page.shows("…").lacks("…")
    page = tom.submits(f"{address}/comments", body="…")         # the form's own token and fields
    tom.submits("/sign-up", status=422, username="").complains("username")
    tom.fetches(f"{address}/like", liked="1")   # as the page's own script: HX-Request, a fragment
    guest.is_sent_to_sign_in("/write")
    tom.user, tom.id                            # the account, as the database has it now
"""

from contextvars import Context
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient

from community.accounts.models import User
from community.extensions import db
from tests import factories
from tests.page import Page, typed

MAX_REDIRECTS = 5
Thing = Any


class Window(FlaskClient):
    """A browser whose requests are another process to the test: nothing of the test's own context
    or unwritten rows shows in them, and what they wrote shows in the test."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        if not has_app_context():
            return super().open(*args, **kwargs)
        db.session.commit()
        db.session.expire_all()
        return Context().run(super().open, *args, **kwargs)


def address_of(thing: Thing) -> str:
    """Return the address of an article, a comment or a person; an address stays as it is."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, Person):
        return f"/@{thing.name}"
    if hasattr(thing, "username"):
        return f"/@{thing.username}"
    if hasattr(thing, "slug"):
        return f"/articles/{thing.slug}"
    return f"/comments/{thing.id}"


class Person:
    """Someone in front of a browser of their own, signed in if they have an account."""

    def __init__(self, app: Flask, user: User | None = None) -> None:
        self.app = app
        self.id = user.id if user else None
        self.name = user.username if user else "guest"
        self.client = Window(app, app.response_class)
        self.token = ""
        if user:
            self.signs_in()

    def __repr__(self) -> str:
        return self.name

    @property
    def user(self) -> User:
        """The account as the database has it now."""
        found = db.session.get(User, self.id, populate_existing=True)
        assert found, f"{self.name} has no account any more"
        return found

    def signs_in(self) -> None:
        """Take a place in this browser without asking for the password."""
        self.token = ""
        self.client.set_cookie("teahouse", factories.make_session(self.id))

    def visits(self, where: Thing, status: int = 200, **headers: str) -> Page:
        """Open a page and return it, after redirects, unless one is what is expected."""
        answer = self._asks("GET", address_of(where), headers=_named(headers))
        for _ in range(MAX_REDIRECTS):
            if not 300 <= answer.status_code < 400 or answer.status_code == status:
                break
            answer = self._asks("GET", answer.headers["Location"], headers=_named(headers))
        return _expect(status, Page(answer))

    def fetches(self, where: Thing, status: int = 200, **fields: Any) -> Page:
        """Ask as the page's own script does: for the fragment, with POST if there are fields."""
        if fields:
            return self.submits(where, status=status, as_script=True, **fields)
        answer = self._asks("GET", address_of(where), headers={"HX-Request": "true"})
        return _expect(status, Page(answer, is_fragment=True))

    def submits(
        self,
        where: Thing,
        status: int = 303,
        *,
        on: Thing = None,
        as_script: bool = False,
        token: str | None = None,
        **fields: Any,
    ) -> Page:
        """Fill the form that is sent to `where` and send it; return the page that follows.

        The form is looked for on the page `on`, else at its own address; what it already holds
        is sent along, as a browser would. A field of None is left out; `token` stands in for the
        form's own. With a status other than 303 the answer itself is returned.
        """
        address = address_of(where)
        filled = self._form(address, on, fields)
        filled["csrf_token"] = self._token(filled) if token is None else token
        headers = {"HX-Request": "true"} if as_script else {}
        answer = self._asks("POST", address, data=filled, headers=headers)
        page = _expect(status, Page(answer, is_fragment=as_script))
        return self.visits(page.location) if status == 303 and not as_script else page

    def is_sent_to_sign_in(self, where: Thing, **fields: Any) -> None:
        """Fail unless asking (or sending, where there are fields) leads to the sign-in page."""
        address = address_of(where)
        if fields:
            data = {**fields, "csrf_token": self._token({})}
            answer = self._asks("POST", address, data=data)
        else:
            answer = self._asks("GET", address)
        page = _expect(303, Page(answer))
        assert urlsplit(page.location).path == "/sign-in", f"{page!r} leads to {page.location}"

    def _form(self, address: str, on: Thing, fields: dict[str, Any]) -> dict[str, Any]:
        where = address_of(on) if on is not None else address
        shown = self._asks("GET", where, follow=True)
        form = Page(shown).form(address) if shown.status_code == 200 else None
        assert form or on is None, f"no form for {address} on {where}"
        filled: dict[str, Any] = {}
        for name, value in typed(form) if form else []:
            filled.setdefault(name, []).append(value)
        filled |= fields
        return {name: value for name, value in filled.items() if value is not None}

    def _token(self, filled: dict[str, Any]) -> str:
        """Return the token of the form, else one from a page that always has a form."""
        if "csrf_token" in filled:
            found = filled["csrf_token"]
            return found[0] if isinstance(found, list) else found
        if not self.token:
            page = Page(self._asks("GET", "/settings/profile" if self.id else "/sign-in"))
            self.token = page.all("input", name="csrf_token")[0]["value"]
        return self.token

    def _asks(self, method: str, address: str, follow: bool = False, **options: Any) -> Any:
        return self.client.open(address, method=method, follow_redirects=follow, **options)


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _expect(status: int, page: Page) -> Page:
    assert page.status == status, f"{page.status} instead of {status}: {page!r}"
    return page


@pytest.fixture
def guest(app: Flask) -> Person:
    return Person(app)


@pytest.fixture
def mei(app: Flask) -> Person:
    """梅 writes in Chinese, reads English, and has been here for a while."""
    user = factories.make_user("mei", language="zh-Hans", reads=["zh-Hans", "en"], learning="en")
    return Person(app, user)


@pytest.fixture
def tom(app: Flask) -> Person:
    """Tom came yesterday and writes in English; nothing of his has been approved yet."""
    return Person(app, factories.make_newcomer("tom"))


@pytest.fixture
def lin(app: Flask) -> Person:
    """Lin keeps the peace."""
    return Person(app, factories.make_user("lin", role="moderator"))


@pytest.fixture
def wen(app: Flask) -> Person:
    """Wen writes articles."""
    return Person(app, factories.make_user("wen", role="author"))


@pytest.fixture
def ada(app: Flask) -> Person:
    """Ada runs the site."""
    return Person(app, factories.make_user("ada", role="admin"))


@pytest.fixture
def eve(app: Flask) -> Person:
    """Eve opened an account and never confirmed her address."""
    return Person(app, factories.make_newcomer("eve", confirmed_at=None))


@pytest.fixture
def dan(app: Flask) -> Person:
    """Dan is banned."""
    return Person(app, factories.make_user("dan", is_banned=True))
