"""The headers of every answer: one place pins the whole policy of community/web/headers.py."""

import pytest
from sqlalchemy import select

from community.extensions import db
from community.media.actions import add_picture
from community.sessions import Session
from tests.cast import Person
from tests.factories import PASSWORD, kept, make_article
from tests.media.pictures import picture

POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "media-src 'self'; font-src 'self'; connect-src 'self'; "
        "frame-src https://www.youtube-nocookie.com https://player.bilibili.com "
        "https://player.vimeo.com; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = "max-age=31536000; includeSubDomains"


@pytest.fixture
def tls(app_with):
    """The same site behind TLS, for someone: their cookie has the name that it has there."""
    app = app_with(SITE_URL="https://teahouse.example")

    def behind(person):
        there = Person(app)
        if cookie := person.client.get_cookie("teahouse"):
            there.client.set_cookie("__Host-teahouse", cookie.value, secure=True)
        return there

    return behind


def headers_of(person, address, method="GET", **options):
    with person.client.open(address, method=method, **options) as answer:
        return answer.headers


def _addresses(wen):
    article = make_article(by=wen.user)
    cover = kept(add_picture(picture((60, 40)), by=wen.user))
    base = wen.visits("/").one("script", type="module")["src"].removesuffix("js/app.js")
    static = [f"{base}{name}" for name in ("site.css", "js/app.js", "brand/mark.svg")]
    pages = ["/", article.url, "/sign-in", "/rules", "/desk"]
    errors = ["/nothing", "/media/nothing", "/assets/x/nothing", "/%00", "/moderation"]
    return {"pages": pages, "errors": errors, "static": static, "pictures": [cover.url()]}


@pytest.mark.parametrize("what", ["pages", "errors", "static", "pictures"])
@pytest.mark.parametrize("name", ["guest", "wen"])
def test_every_answer_carries_the_whole_policy(request, wen, name, what):
    person = request.getfixturevalue(name)
    upload = {
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    wanted = POLICY | (upload if what == "pictures" else {})
    for address in _addresses(wen)[what]:
        headers = headers_of(person, address)
        assert {name: headers.get(name) for name in wanted} == wanted, address
        assert "Server" not in headers and "X-Powered-By" not in headers


def test_answers_to_forms_and_unknown_methods_carry_it_too(mei):
    for method, address in (
        ("POST", "/sign-in"),
        ("POST", "/write"),
        ("PUT", "/"),
        ("OPTIONS", "/"),
    ):
        headers = headers_of(mei, address, method)
        assert {name: headers.get(name) for name in POLICY} == POLICY, (method, address)


def test_browsers_are_held_to_tls_only_behind_tls(mei, tls):
    assert "Strict-Transport-Security" not in headers_of(mei, "/")
    for address in ("/", "/nothing", "/desk"):
        assert headers_of(tls(mei), address)["Strict-Transport-Security"] == HSTS


def test_pages_of_those_signed_in_are_never_stored(mei, guest):
    for address in ("/", "/settings/profile", "/nothing", "/desk", "/rules"):
        assert headers_of(mei, address)["Cache-Control"] == "no-store", address
    assert headers_of(guest, "/")["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "Accept-Language", "HX-Request"} <= {
        one.strip() for one in headers_of(guest, "/")["Vary"].split(",")
    }


def test_static_files_are_kept_for_good_only_at_their_present_address(guest):
    address = guest.visits("/").one("link", rel="stylesheet")["href"]
    assert headers_of(guest, address)["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers_of(guest, "/assets/old/site.css")["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in headers_of(guest, address)


def test_signing_in_over_tls_gives_a_cookie_that_is_bound_to_the_host(mei, guest, tls):
    there = tls(guest)
    page = there.visits("/sign-in")
    token = page.all("input", name="csrf_token")[0]["value"]
    fields = {"login": "mei", "password": PASSWORD, "csrf_token": token}
    answer = there.client.post("/sign-in", data=fields)
    assert answer.status_code == 303, answer.text
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-teahouse=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_without_tls_the_cookie_has_a_plain_name(mei, guest):
    guest.visits("/sign-in")
    cookie = guest.client.get_cookie("teahouse")
    assert cookie and cookie.http_only and cookie.same_site == "Lax" and not cookie.secure


def test_a_session_changes_its_token_at_sign_in_and_ends_at_sign_out(mei, guest):
    guest.visits("/sign-in")
    before = guest.client.get_cookie("teahouse").value
    guest.submits("/sign-in", login="mei", password=PASSWORD)
    after = guest.client.get_cookie("teahouse").value
    assert before != after
    token = guest.visits("/sign-out").all("input", name="csrf_token")[0]["value"]
    headers = headers_of(guest, "/sign-out", "POST", data={"csrf_token": token})
    assert headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not guest.client.get_cookie("teahouse")
    assert len(db.session.scalars(select(Session)).all()) == 1
    guest.client.set_cookie("teahouse", after)
    guest.is_sent_to_sign_in("/settings/profile")


@pytest.mark.parametrize("name", ["language", "theme", "order"])
def test_choices_are_kept_in_secure_cookies_behind_tls(app_with, wen, name):
    there = Person(app_with(SITE_URL="https://tea.example")).client
    if name == "order":
        where = f"{make_article(by=wen.user).url}?order=liked"
        answer = there.get(where, base_url="https://tea.example")
    else:
        choice = {"language": "zh-Hant", "theme": "dark"}
        answer = there.post(f"/{name}", data=choice, base_url="https://tea.example")
    (cookie,) = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith(name)]
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
