"""Forms that other sites send: nothing of them is kept, and nobody is signed out by them."""

import pytest
from sqlalchemy import func, select

from community.extensions import db
from community.sessions import Session
from tests.factories import PASSWORD, make_article

ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}


@pytest.mark.parametrize("address", ["/sign-in", "/write", "/language"])
@pytest.mark.parametrize("headers", [ELSEWHERE, {"Origin": "https://evil.example"}])
def test_another_sites_form_begins_no_session(guest, address, headers):
    answer = guest.client.post(address, data={"body": "Buy this", "login": "x"}, headers=headers)
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers
    assert "Buy this" not in answer.text
    assert db.session.scalar(select(func.count(Session.id))) == 0


def test_a_token_does_not_help_it(lin, wen):
    address = make_article(by=wen.user).url
    fields = {"csrf_token": lin._token({}), "body": "Buy this"}
    assert lin.client.post(f"{address}/comments", data=fields, headers=ELSEWHERE).status_code == 400


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://localhost"}, {"Sec-Fetch-Site": "same-origin"}]
)
def test_a_browser_that_names_no_referrer_signs_in_over_tls(mei, guest, headers, app_with):
    there = type(guest)(app_with(SITE_URL="https://localhost"))
    there.client.environ_base["wsgi.url_scheme"] = "https"
    fields = {"login": "mei", "password": PASSWORD}
    page = there.visits("/sign-in")
    fields["csrf_token"] = page.all("input", name="csrf_token")[0]["value"]
    assert there.client.post("/sign-in", data=fields, headers=headers).status_code == 303
