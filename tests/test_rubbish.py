"""Rubbish in every field of every form, in every address and every query: each is answered with a
status and a sentence; never 5xx, never a half-written row, never a lost text, never off the site."""

import base64
import json
from itertools import product
from urllib.parse import urlencode, urlsplit

import pytest
from sqlalchemy import func, select

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from community.moderation.models import Decision
from tests.cast import Person
from tests.factories import PASSWORD, make_article, make_comment
from tests.page import Page

RUBBISH = {
    "empty": "",
    "blank": " \t\n\u3000\u200b\u2060",
    "long": "茶x" * 110_000,
    "NUL": "a\x00b",
    "control": "".join(map(chr, range(1, 32))) + "\x7f\x85\u2028\ufffe",
    "turned": "\u202e\u2066gnp.exe\u202d\u200f",
    "nested quotes": "> " * 10_000 + "deep",
    "nested brackets": "![" * 2_000 + "[" * 2_000,
    "script": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)><svg/onload=alert(1)>",
    "address": "[x](javascript:alert(1)) <javascript:alert(1)> [y](//evil.example)",
    "surrogates": b"\xed\xa0\x80 \xed\xb0\x80",
    "no UTF-8": b"\xff\xfe\xfa tea",
    "large number": "9" * 400,
    "negative": "-1",
    "no number": "1e309",
    "Arabic digits": "١٢٣",
    "template": "{{7*7}}{%raw%}%(count)s %s %n {0}",
    "quote": "'; DROP TABLE users; --",
    "path": "../../../etc/passwd\\..",
    "newline": "a\r\nSet-Cookie: evil=1\r\n\r\nb",
    "many joined": "👩‍👩‍👧‍👦" * 300 + "e" + "\u0301" * 2_000,
}
# The forms: who sends them where, and fields that would do.
FORMS = {
    "/sign-up": (
        "guest",
        {"username": "noor", "email": "noor@example.org", "password": PASSWORD}
        | {"language": "en", "rules": "y", "next": "/", "website": ""},
    ),
    "/sign-in": ("guest", {"login": "mei", "password": PASSWORD, "remember": "y", "next": "/"}),
    "/reset-password": ("guest", {"email": "mei@example.org"}),
    "/language": ("mei", {"language": "zh-Hans", "next": "/"}),
    "/theme": ("mei", {"theme": "dark", "next": "/"}),
    "/settings/profile": (
        "mei",
        {"bio": "Tea", "bio_language": "en", "reads": "en", "learning": "en"}
        | {"face": "", "cover": "", "remove": "face"},
    ),
    "/settings/languages": (
        "mei",
        {"language": "zh-Hans", "reads": "en", "learning": "en", "timezone": "Asia/Shanghai"},
    ),
    "/settings/account": (
        "mei",
        {"email": "plum@example.org", "current_password": PASSWORD},
    ),
    "/settings/security": (
        "mei",
        {"current_password": "wrong", "new_password": "a second pot of oolong", "username": ""},
    ),
    "/notifications": ("mei", {"up_to": "1"}),
    "/write": (
        "wen",
        {"kind": "article", "title": "Rain", "summary": "Wet.", "body": "Drops.", "language": "en"}
        | {"tags": "rain", "credits": "photos: @mei", "cover": "", "cover_file": "", "slug": ""}
        | {"cover_alt": "x", "cover_ratio": "4x3", "cover_removed": "", "publish_at": ""}
        | {"version": "1", "action": "save"},
    ),
    "/articles/cats/edit": (
        "wen",
        {"title": "Cats", "body": "Cats.", "slug": "cats", "tags": "cats", "version": "1"}
        | {"publish_at": "2030-01-01T10:00", "action": "save", "cover": "", "next": "/desk"},
    ),
    "/articles/preview": ("wen", {"title": "Cats", "body": "Cats.", "language": ""}),
    "/articles/cats/comments": ("mei", {"body": "Meow", "parent_id": "", "language": ""}),
    "/comments/preview": ("mei", {"body": "Meow", "parent_id": "", "language": ""}),
    "/comments/1/edit": ("mei", {"body": "Meow!", "version": "1", "language": ""}),
    "/articles/cats/like": ("mei", {"liked": "1"}),
    "/articles/cats/bookmark": ("mei", {"saved": "1"}),
    "/comments/2/like": ("mei", {"liked": "1"}),
    "/comments/2/report": ("mei", {"rule": "kind", "note": "Loud"}),
    "/@wen/report": ("mei", {"rule": "kind", "note": "Loud"}),
    "/media": ("mei", {"file": "", "alt": "Cats"}),
    "/moderation/comments/1": ("lin", {"decision": "approve", "rule": "kind", "note": "Well"}),
    "/moderation/articles/1": ("lin", {"decision": "approve", "rule": "kind", "note": "Well"}),
}


@pytest.fixture
def cats(wen, mei, lin):
    """An article with a comment by Mei and one by Lin."""
    article = make_article(by=wen.user, title="Cats", body="Cats.")
    make_comment(article, by=mei.user, body="Meow")
    make_comment(article, by=lin.user, body="Purr")
    return article


def rows():
    """Return how many rows each table has; what is noted of tries does not count."""
    noted = ("sessions", "security_events")
    tables = [table for table in db.metadata.sorted_tables if table.name not in noted]
    counted = [select(func.count()).select_from(table).scalar_subquery() for table in tables]
    return list(db.session.execute(select(*counted)).one())


def sends(person, address, fields, as_script=False):
    """Send a form as bytes; return the page, which is checked for what must hold everywhere.

    A list of values is a field that comes more than once.
    """
    body = urlencode([("csrf_token", person._token({})), *fields.items()], doseq=True)
    headers = {"HX-Request": "true"} if as_script else {}
    answer = person.client.post(
        address, data=body, content_type="application/x-www-form-urlencoded", headers=headers
    )
    is_part = 300 <= answer.status_code < 400 or address == "/comments/preview"
    return Page(answer, is_fragment=is_part or as_script)


@pytest.mark.parametrize("address", FORMS)
def test_rubbish_in_any_field_is_answered(request, cats, address):
    name, fields = FORMS[address]
    for field, (what, value) in product(fields, RUBBISH.items()):
        # A guest who is let in is no guest any more.
        person = Person(request.getfixturevalue("app")) if name == "guest" else None
        person = person or request.getfixturevalue(name)
        before = rows()
        page = sends(person, address, fields | {field: value})
        assert page.status < 500, (field, what, page)
        if page.status >= 400:
            assert rows() == before, (field, what, page)
        if page.status == 303:
            assert urlsplit(page.location).netloc in ("", "localhost"), (field, what, page)
        assert "evil" not in str(page.headers.getlist("Set-Cookie")), (field, what)
    _all_is_well(request, cats)


def _all_is_well(request, cats):
    """Fail unless what was taken can be shown."""
    for name, addresses in {
        "guest": ("/", "/@mei", "/@wen", "/guides", "/moderation/log"),
        "mei": ("/notifications", "/bookmarks", "/settings/profile", "/settings/security"),
        "wen": ("/desk", "/desk?show=published"),
        "lin": ("/moderation/reported", "/moderation/held", "/moderation/decided"),
    }.items():
        for address in addresses:
            Person(request.getfixturevalue("app"), _user(name)).visits(address)
    article = db.session.get(Article, cats.id, populate_existing=True)
    request.getfixturevalue("wen").visits(article.url)


def _user(name):
    return db.session.scalar(select(User).where(User.username == name))


@pytest.mark.parametrize(
    ("name", "address", "field"),
    [
        ("mei", "/articles/cats/comments", "body"),
        ("mei", "/comments/1/edit", "body"),
        ("mei", "/comments/2/report", "note"),
        ("mei", "/settings/profile", "bio"),
        ("wen", "/write", "body"),
        ("wen", "/write", "title"),
        ("wen", "/write", "summary"),
        ("wen", "/articles/cats/edit", "body"),
        ("lin", "/moderation/comments/1", "note"),
    ],
)
def test_a_text_that_is_too_long_is_never_lost(request, cats, name, address, field):
    long = "茶 <b>tea</b> " * 20_000
    page = sends(request.getfixturevalue(name), address, FORMS[address][1] | {field: long})
    assert page.status == 422
    assert page.field(field).strip() == long.strip()
    assert page.complains(field)


def test_no_browser_cuts_off_what_is_pasted(mei, wen, lin, cats):
    for person, address in ((mei, cats.url), (mei, "/settings/profile"), (wen, "/write")):
        for field in person.visits(address).all("textarea"):
            assert "maxlength" not in field, (address, field["name"])


@pytest.mark.parametrize(
    ("name", "address", "field"),
    [
        ("mei", "/articles/cats/comments", "body"),
        ("mei", "/comments/1/edit", "body"),
        ("mei", "/settings/profile", "bio"),
        ("wen", "/write", "body"),
        ("lin", "/moderation/comments/1", "note"),
    ],
)
def test_a_stale_token_keeps_the_text_and_takes_it_the_second_time(
    request, cats, name, address, field
):
    person, before = request.getfixturevalue(name), rows()
    fields = FORMS[address][1] | {field: "First line\n\n  second <line>"}
    person.client.get("/")
    answer = person.client.post(address, data={"csrf_token": "stale", **fields})
    page = Page(answer)
    assert page.status == 400 and rows() == before
    assert page.field(field) == fields[field]
    again = page.form(address)
    assert again and again["action"] == address
    assert sends(person, address, fields).status in (200, 303)


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "/\t/evil.example/",
        "\t//evil.example/",
        "http:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/%09/evil.example\r\nLocation: //evil.example",
        "//evil.example@localhost",
        "/ /evil.example",
        "\x01//evil.example",
        "//[::1",
        "nothing",
        "",
    ],
)
def test_an_unknown_next_never_leaves_the_site(app, mei, onward):
    for address, fields in (
        ("/sign-in", {"login": "mei", "password": PASSWORD}),
        ("/language", {"language": "en"}),
        ("/theme", {"theme": "dark"}),
    ):
        page = sends(Person(app), address, fields | {"next": onward})
        assert page.status == 303
        where = urlsplit(page.location)
        assert where.netloc in ("", "localhost") and "evil" not in where.netloc
        assert page.location.startswith("/") and not page.location.startswith(("//", "/\\"))
    asked = mei.client.get("/sign-in?" + urlencode({"next": onward}))
    assert asked.status_code == 303 and asked.headers["Location"].startswith("/")


def cursor(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).rstrip(b"=").decode()


QUERIES = [
    "",
    "x",
    "-1",
    "0",
    "1e9",
    "9" * 40,
    "%00",
    "%FF%FE",
    "%ED%A0%80",
    "a" * 5_000,
    "٣",
    "=",
    "W10",
    cursor(),
    cursor(1),
    cursor(-1),
    cursor(10**30),
    cursor(1e308),
    cursor(True),
    cursor(None),
    cursor("x"),
    cursor("\ud800"),
    cursor([[[]]], {}),
    cursor("2026-01-01T00:00:00+00:00", 1),
    cursor("0001-01-01T00:00:00+14:00", 1),
    cursor("9999-12-31T23:59:59-14:00", 1),
    cursor("2026-01-01", 1),
    cursor(1, "2026-01-01T00:00:00+00:00", 1),
    cursor(5, "0001-01-01T00:00:00+14:00", 1),
    cursor(10**18, "2026-01-01T00:00:00+00:00", 2**63),
    base64.urlsafe_b64encode(b"[" * 100_000).decode()[:6_000],
    base64.urlsafe_b64encode(b"[NaN, Infinity]").decode(),
]
ASKED = [
    ("/", "page"),
    ("/guides", "page"),
    ("/tags/cats", "page"),
    ("/@wen", "after"),
    ("/desk", "page"),
    ("/desk", "show"),
    ("/articles/cats", "at"),
    ("/articles/cats", "after"),
    ("/articles/cats", "order"),
    ("/articles/cats?order=liked", "after"),
    ("/articles/cats/comments", "after"),
    ("/articles/cats/comments?order=liked", "after"),
    ("/articles/cats/comments?order=oldest", "after"),
    ("/articles/cats/comments", "thread"),
    ("/articles/cats/comments?thread=1", "after"),
    ("/articles/cats/comments", "parent_id"),
    ("/bookmarks", "after"),
    ("/notifications", "after"),
    ("/moderation/log", "after"),
    ("/moderation/log", "outcome"),
    ("/moderation/reported", "after"),
    ("/moderation/held", "after"),
    ("/moderation/decided", "after"),
    ("/moderation/comments/2", "from"),
    ("/sign-in", "next"),
]


@pytest.mark.parametrize(("address", "name"), ASKED)
def test_rubbish_in_a_query_is_passed_over(ada, cats, address, name):
    for value in QUERIES:
        asked = f"{address}{'&' if '?' in address else '?'}{name}={value}"
        for headers in ({}, {"HX-Request": "true"}):
            answer = ada.client.get(asked, headers=headers)
            assert answer.status_code in (200, 303, 404), (asked, answer.status)


@pytest.mark.parametrize(
    "start", ["/articles/", "/@", "/tags/", "/media/", "/assets/x/", "/confirm/"]
)
@pytest.mark.parametrize(
    "rest",
    [
        "%00",
        "cats%00",
        "%FF",
        "%ED%A0%80",
        "..%2F..%2Fetc%2Fpasswd",
        "..%5C",
        "x" * 5_000,
        "茶" * 500,
        "%F0%9F%8D%B5",
        "%E2%80%AEstac",
        "'%22%3E%3Cscript%3E",
        "{{7*7}}",
        "%25%32%35",
        "%0D%0ASet-Cookie:evil=1",
        "cats/%00/comments",
    ],
)
def test_rubbish_in_an_address_is_not_found(guest, mei, cats, start, rest):
    for person, address in product((guest, mei), (f"{start}{rest}", f"{start}{rest}/report")):
        answer = person.client.get(address)
        assert answer.status_code in (301, 303, 308, 404), (address, answer.status)
        assert "evil" not in str(answer.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize(
    "number", ["0", "-1", "4711", "2147483647", "2147483648", "9" * 40, "x", "1.5"]
)
def test_numbers_of_nothing_are_not_found(lin, mei, cats, number):
    for address in ("", "/edit", "/delete", "/report"):
        assert mei.client.get(f"/comments/{number}{address}").status_code == 404, address
    assert sends(mei, f"/comments/{number}/like", {"liked": "1"}).status in (404, 405)
    assert mei.client.get(f"/decisions/{number}").status_code == 404
    for kind in ("comments", "articles", "profiles"):
        assert lin.client.get(f"/moderation/{kind}/{number}").status_code == 404, kind
    before = rows()
    page = sends(mei, "/articles/cats/comments", {"body": "To nobody", "parent_id": number})
    assert page.status == 422 and rows() == before
    assert page.field("body") == "To nobody"


@pytest.fixture
def hidden(wen, tom, lin, cats):
    """What Mei may not see: a draft, an article of tomorrow, held and removed words, a decision."""
    draft = make_article(by=wen.user, state="draft", title="Draft of a secret")
    removed = make_article(by=wen.user, state="removed", title="Removed secret")
    held = make_comment(cats, by=tom.user, body="Held secret", state="held")
    lin.submits(f"/moderation/comments/{held.id}", decision="hold", rule="", note="")
    gone = make_comment(cats, by=tom.user, body="Removed secret")
    lin.submits(f"/moderation/comments/{gone.id}", decision="remove", rule="kind", note="")
    return [draft.url, removed.url], [held, gone]


def test_what_is_not_visible_looks_like_nothing(mei, hidden, cats):
    articles, (held, gone) = hidden
    nothing = mei.client.get("/articles/nothing").text
    for address in articles:
        assert mei.client.get(address).status_code == 404
        shown = mei.client.get(address).text
        assert "secret" not in shown.replace(address, "/articles/nothing")
        assert len(shown.replace(address, "/articles/nothing")) == len(nothing)
        for part, fields in (
            ("comments", {"body": "Hello?"}),
            ("like", {"liked": "1"}),
            ("bookmark", {"saved": "1"}),
            ("report", {"rule": "kind", "note": ""}),
        ):
            assert sends(mei, f"{address}/{part}", fields).status == 404, (address, part)
    for part, fields in (
        ("edit", {"body": "Mine now"}),
        ("delete", {}),
        ("like", {"liked": "1"}),
        ("report", {"rule": "kind", "note": ""}),
    ):
        assert sends(mei, f"/comments/{held.id}/{part}", fields).status == 404, part
    answer = sends(mei, "/articles/cats/comments", {"body": "Oh?", "parent_id": str(held.id)})
    assert answer.status == 422
    decision = db.session.scalars(select(Decision)).first()
    assert mei.client.get(f"/decisions/{decision.id}").status_code == 404
    assert "secret" not in mei.client.get(f"{cats.url}?at={held.id}").text
    assert db.session.get(Comment, held.id, populate_existing=True).body == "Held secret"


def test_what_is_not_ones_own_is_refused(mei, lin, wen, cats):
    for person, part in product((mei, wen), ("edit", "delete")):
        fields = {"body": "Mine now", "version": "1"}
        assert sends(person, f"/comments/2/{part}", fields).status in (403, 404)
    assert sends(mei, f"{cats.url}/edit", {"title": "Mine now"}).status == 403
    assert db.session.get(Comment, 2, populate_existing=True).body == "Purr"


def test_fields_that_a_form_does_not_have_change_nothing(mei, wen, cats):
    extra = {"role": "admin", "author_id": "1", "id": "1", "state": "published", "like_count": "99"}
    sends(mei, "/settings/profile", FORMS["/settings/profile"][1] | extra)
    sends(mei, "/articles/cats/comments", {"body": "Hi"} | extra)
    sends(wen, "/write", FORMS["/write"][1] | extra | {"featured_at": "2026-01-01"})
    assert mei.user.role == "reader"
    made = db.session.scalars(select(Article).order_by(Article.id.desc())).first()
    assert (made.author_id, made.state, made.like_count, made.featured_at) == (
        wen.id,
        "draft",
        0,
        None,
    )
